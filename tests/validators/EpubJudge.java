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
 * EPUBCheck over many books in one Java machine, whose start costs more than a book.
 *
 * One line a book, PASS or FAIL; after a FAIL, what EPUBCheck said. Warnings count: we want none.
 * So do remarks on usage, save those that EXPLAINED explains.
 */
public final class EpubJudge {
    /** The remarks on what is meant as it is: identifier, what is said, why it is so. Any other remark refuses the book. */
    private static final List<Remark> EXPLAINED = List.of(
        new Remark("CSS-028", "Use of Font-face declaration.", "the book brings its typefaces; the reader's choice still wins"),
        new Remark(
            "OPF-097",
            "Resource \"OEBPS/fonts/licence-\\d+.txt\" is listed in the manifest, but no reference to it .*",
            "a typeface goes with its licence (SIL OFL, clause 2), and no page of a book refers to a licence"));

    private record Remark(String id, String words, String reason) {
        boolean explains(String id, String words) {
            return this.id.equals(id) && Pattern.matches(this.words, words);
        }
    }

    public static void main(String[] books) {
        boolean allPass = true;
        for (String book : books) {
            StringWriter words = new StringWriter();
            Set<String> remarks = new TreeSet<>();
            WriterReportImpl report = new WriterReportImpl(new PrintWriter(words, true), "", true) {
                @Override
                public void message(Message message, EPUBLocation location, Object... arguments) {
                    String id = message.getID().toString();
                    String said = message.getMessage(arguments);
                    if (message.getSeverity() == Severity.USAGE && EXPLAINED.stream().noneMatch(remark -> remark.explains(id, said))) {
                        remarks.add(id + " " + said);
                    }
                    super.message(message, location, arguments);
                }
            };
            report.setReportingLevel(ReportingLevel.Usage);
            new EpubCheck(new File(book), report).doValidate();
            boolean pass = report.getFatalErrorCount() + report.getErrorCount() + report.getWarningCount() + remarks.size() == 0;
            allPass &= pass;
            System.out.println((pass ? "PASS " : "FAIL ") + book);
            if (!pass) {
                remarks.forEach(remark -> System.out.println("    " + remark));
                words.toString().lines().forEach(line -> System.out.println("    " + line));
            }
        }
        System.exit(allPass ? 0 : 1);
    }
}
