package mqttlab.bench.load;

import java.io.IOException;

/// Puts loads on a broker, one after the other, and prints a line for each. Exits with 1 where a message was lost or
/// doubled, with 2 where a load could not be put on.
public final class Load {

    private final Options options;
    private boolean isRight = true;
    private boolean hasHeader;

    private Load(Options options) {
        this.options = options;
    }

    public static void main(String[] arguments) throws IOException {
        try {
            Load load = new Load(Options.of(arguments));
            load.run();
            System.exit(load.isRight ? 0 : 1);
        } catch (LoadException e) {
            System.err.println("load: " + e.getMessage());
            System.err.print(arguments.length == 0 ? Options.USAGE : "");
            System.exit(2);
        }
    }

    private void run() throws IOException {
        for (String load : options.loads()) {
            switch (load) {
                case "idle" -> System.out.println(Idle.run(options));
                case "retained" -> print(Retained.run(options));
                default -> run(Scenario.of(load));
            }
        }
    }

    private void run(Scenario scenario) throws IOException {
        if (!hasHeader) {
            System.out.println(Result.HEADER);
            hasHeader = true;
        }
        for (int bytes : options.bytes()) {
            for (int qos : options.qos()) {
                Result result = Run.of(options, scenario, new Shape(qos, bytes));
                System.out.println(result.row());
                isRight &= result.isRight();
            }
        }
    }

    private void print(String retained) {
        System.out.println(retained);
        isRight &= retained.endsWith("lost=0 doubled=0");
    }
}
