import com.adobe.epubcheck.api.EPUBLocation;
import com.adobe.epubcheck.api.EpubCheck;
import com.adobe.epubcheck.messages.Message;
import com.adobe.epubcheck.messages.Severity;
import com.adobe.epubcheck.util.ReportingLevel;
import com.adobe.epubcheck.util.WriterReportImpl;
import java.io.File;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Runs EPUBCheck on many books in one Java virtual machine, whose start takes longer than a book.
 *
 * Prints PASS or FAIL for each book, and after FAIL the messages of EPUBCheck. Warnings fail a book,
 * and so do usage messages, except those in EXPECTED.
 */
public final class EpubValidator {
    /** Usage messages that are expected: identifier, pattern of the text, reason. */
    private static final List<UsageMessage> EXPECTED = List.of(
        new UsageMessage("CSS-028", "Use of Font-face declaration.", "the book brings its typefaces; the reader's choice still wins"),
        new UsageMessage(
            "OPF-097",
            "Resource \"OEBPS/fonts/licence-\\d+.txt\" is listed in the manifest, but no reference to it .*",
            "a typeface goes with its licence (SIL OFL, clause 2), and no page of a book refers to a licence"));

    private record UsageMessage(String id, String words, String reason) {
        boolean matches(String id, String words) {
            return this.id.equals(id) && Pattern.matches(this.words, words);
        }
    }

    public static void main(String[] books) {
        boolean allPass = true;
        for (String book : books) {
            StringWriter words = new StringWriter();
            Set<String> unexpected = new TreeSet<>();
            WriterReportImpl report = new WriterReportImpl(new PrintWriter(words, true), "", true) {
                @Override
                public void message(Message message, EPUBLocation location, Object... arguments) {
                    String id = message.getID().toString();
                    String said = message.getMessage(arguments);
                    if (message.getSeverity() == Severity.USAGE && EXPECTED.stream().noneMatch(usage -> usage.matches(id, said))) {
                        unexpected.add(id + " " + said);
                    }
                    super.message(message, location, arguments);
                }
            };
            report.setReportingLevel(ReportingLevel.Usage);
            new EpubCheck(new File(book), report).doValidate();
            boolean pass = report.getFatalErrorCount() + report.getErrorCount() + report.getWarningCount() + unexpected.size() == 0;
            allPass &= pass;
            System.out.println((pass ? "PASS " : "FAIL ") + book);
            if (!pass) {
                unexpected.forEach(usage -> System.out.println("    " + usage));
                words.toString().lines().forEach(line -> System.out.println("    " + line));
            }
        }
        System.exit(allPass ? 0 : 1);
    }
}
