import com.adobe.epubcheck.api.EpubCheck;
import com.adobe.epubcheck.util.WriterReportImpl;
import java.io.File;
import java.io.PrintWriter;
import java.io.StringWriter;

/**
 * EPUBCheck over many books in one Java machine, whose start costs more than a book.
 *
 * One line a book, PASS or FAIL; after a FAIL, what EPUBCheck said. Warnings count: we want none.
 */
public final class EpubJudge {
    public static void main(String[] books) {
        boolean allPass = true;
        for (String book : books) {
            StringWriter words = new StringWriter();
            WriterReportImpl report = new WriterReportImpl(new PrintWriter(words, true));
            new EpubCheck(new File(book), report).doValidate();
            boolean pass = report.getFatalErrorCount() + report.getErrorCount() + report.getWarningCount() == 0;
            allPass &= pass;
            System.out.println((pass ? "PASS " : "FAIL ") + book);
            if (!pass) {
                words.toString().lines().forEach(line -> System.out.println("    " + line));
            }
        }
        System.exit(allPass ? 0 : 1);
    }
}
