import com.adobe.epubcheck.api.EPUBLocation;
import com.adobe.epubcheck.api.EpubCheck;
import com.adobe.epubcheck.messages.Message;
import com.adobe.epubcheck.messages.Severity;
import com.adobe.epubcheck.util.ReportingLevel;
import com.adobe.epubcheck.util.WriterReportImpl;
import java.io.File;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Set;
import java.util.TreeSet;

/**
 * EPUBCheck over many books in one Java machine, whose start costs more than a book.
 *
 * One line a book, PASS or FAIL; after a FAIL, what EPUBCheck said. Warnings count: we want none.
 * So do remarks on usage, save those that EXPLAINED explains.
 */
public final class EpubJudge {
    /**
     * Remarks on what is meant as it is. CSS-028: the book brings its typefaces. OPF-097: their licences go with them, and no
     * page refers to a licence. OPF-086b: an aside of the book is a sidebar in EPUB's own words, which older readers go by.
     */
    private static final Set<String> EXPLAINED = Set.of("CSS-028", "OPF-097", "OPF-086b");

    public static void main(String[] books) {
        boolean allPass = true;
        for (String book : books) {
            StringWriter words = new StringWriter();
            Set<String> remarks = new TreeSet<>();
            WriterReportImpl report = new WriterReportImpl(new PrintWriter(words, true), "", true) {
                @Override
                public void message(Message message, EPUBLocation location, Object... arguments) {
                    String id = message.getID().toString();
                    if (message.getSeverity() == Severity.USAGE && !EXPLAINED.contains(id)) {
                        remarks.add(id + " " + message.getMessage(arguments));
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
