package lib.mcp;

import java.util.Map;
import lib.base.CleanText;
import lib.op.Asking;
import lib.op.Question;

/**
 * A question to the person at the client, and what an answer to it means. What stands in it was written by others (names, domains): it is
 * clean and a line each.
 *
 * @param message what would be lost
 * @param prompt  what has to be typed
 */
record Consent(String message, String prompt) {

    /** The one field of the form. */
    static final String FIELD = "name";

    /** Of one line of the question. */
    private static final int LONGEST = 300;

    static Consent to(Question question) {
        StringBuilder message = new StringBuilder(line(question.headline()));
        for (String each : question.lost().lines()) {
            message.append("\n- ").append(line(each));
        }
        return new Consent(message.toString(), line(question.prompt()));
    }

    private static String line(String text) {
        String clean = ForeignText.of(CleanText.line(text));
        return clean.length() > LONGEST ? clean.substring(0, LONGEST) + "…" : clean;
    }

    /** @param answer an ElicitResult; null for an error, which is no consent */
    static Asking.Answer given(Question question, Map<String, Object> answer) {
        if (answer == null || !"accept".equals(answer.get("action"))) {
            return Asking.Answer.REJECTED;
        }
        return answer.get("content") instanceof Map<?, ?> form && form.get(FIELD) instanceof String typed
                && question.agreedBy(typed.strip()) ? Asking.Answer.AGREED : Asking.Answer.DECLINED;
    }

    /** Whether a client that declares these capabilities can show a form to its person. */
    static boolean possible(Map<String, Object> capabilities) {
        return capabilities.get("elicitation") instanceof Map<?, ?> ways && (ways.isEmpty() || ways.containsKey("form"));
    }
}
