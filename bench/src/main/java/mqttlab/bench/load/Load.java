package mqttlab.bench.load;

import java.io.IOException;

/// Puts loads on a broker, one after the other, and prints a row for each. Exits with 1 where a message was lost or
/// doubled.
public final class Load {

    private Load() {}

    public static void main(String[] arguments) throws IOException {
        try {
            System.exit(run(Options.of(arguments)) ? 0 : 1);
        } catch (LoadException e) {
            System.err.println("load: " + e.getMessage());
            System.err.print(arguments.length == 0 ? Options.USAGE : "");
            System.exit(2);
        }
    }

    private static boolean run(Options options) throws IOException {
        boolean allRight = true;
        System.out.println(Result.HEADER);
        for (int bytes : options.bytes()) {
            for (int qos : options.qos()) {
                for (Scenario scenario : options.scenarios()) {
                    Result result = Run.of(options, scenario, new Shape(qos, bytes));
                    System.out.println(result.row());
                    allRight &= result.isRight();
                }
            }
        }
        return allRight;
    }
}
