package mqttlab.broker.store;

import java.nio.file.Path;
import java.sql.SQLException;
import mqttlab.broker.hub.StoreException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/// What SQLite has to say, as file, what is wrong, and what to do.
final class Trouble {

    private Trouble() {}

    static StoreException of(Path file, SQLException e) {
        SQLiteErrorCode code =
                e instanceof SQLiteException it ? it.getResultCode() : SQLiteErrorCode.getErrorCode(e.getErrorCode());
        // The lower byte of an extended code is the code.
        String what = switch (code.code & 0xff) {
            case 5, 6 -> "another program is writing to it (" + code + "): end that program, then start again";
            case 8 ->
                "it cannot be written (" + code + "): see to the rights of the file and its folder, or name another";
            case 10 ->
                "the disk does not read or write it (" + code
                        + "): see what the system's log says of the disk, then start" + " again";
            case 11 -> damaged("" + code);
            case 13 -> "the disk is full, and nothing is kept any more: make room, then start again";
            case 14 ->
                "it cannot be opened (" + code + "): see to the rights of the file and its folder, or name another";
            case 26 ->
                "it is not a file of SQLite: name another file, or move this one away to begin with an empty one";
            default -> "SQLite says: " + e.getMessage();
        };
        return of(file, what, e);
    }

    static StoreException of(Path file, String what) {
        return new StoreException(file + ": " + what);
    }

    static StoreException of(Path file, String what, Throwable cause) {
        return new StoreException(file + ": " + what, cause);
    }

    static String damaged(String what) {
        return "it is damaged (" + what
                + "): restore it from a copy, rescue what is left with `sqlite3 FILE .recover`, or"
                + " move it away to begin with an empty one";
    }
}
