package lib.run;

/** The inputs of a command, as its caller has them. */
public interface Arguments {

    /** None at all: a command that needs none runs without picocli. */
    Arguments NONE = new Arguments() {
        @Override
        public void bind(Object command) {
            // its fields are as they were declared
        }
    };

    /**
     * Sets the command's inputs.
     *
     * @throws lib.base.Failure USAGE when they do not fit it
     */
    void bind(Object command);
}
