import java.io.File;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/**
 * veraPDF over many files in one Java machine, each against PDF/UA-1 and PDF/A-2a; covers for a printer against PDF/A-2b.
 *
 * One line a file and standard, PASS or FAIL; after a FAIL, the clauses that the file breaks and where.
 */
public final class PdfJudge {
    private static final List<PDFAFlavour> STANDARDS = List.of(PDFAFlavour.PDFUA_1, PDFAFlavour.PDFA_2_A);
    /** A printer's cover is one sheet that nobody reads aloud: archival only. */
    private static final List<PDFAFlavour> COVER = List.of(PDFAFlavour.PDFA_2_B);
    private static final int SHOWN = 10;

    public static void main(String[] files) {
        Logger.getLogger("").setLevel(Level.OFF);
        VeraGreenfieldFoundryProvider.initialise();
        boolean allPass = true;
        for (String file : files) {
            for (PDFAFlavour standard : file.endsWith("-cover.pdf") ? COVER : STANDARDS) {
                allPass &= judge(file, standard);
            }
        }
        System.exit(allPass ? 0 : 1);
    }

    private static boolean judge(String file, PDFAFlavour standard) {
        // The parser's model depends on the standard: one parser for each.
        try (PDFAParser parser = Foundries.defaultInstance().createParser(new File(file), standard);
                PDFAValidator validator = Foundries.defaultInstance().createValidator(standard, SHOWN, false, true, false)) {
            ValidationResult result = validator.validate(parser);
            System.out.println((result.isCompliant() ? "PASS " : "FAIL ") + standard.getId() + " " + file);
            for (TestAssertion assertion : result.getTestAssertions()) {
                if (assertion.getStatus() == TestAssertion.Status.FAILED) {
                    System.out.println("    " + assertion.getRuleId().getClause() + "-" + assertion.getRuleId().getTestNumber()
                            + " " + assertion.getMessage());
                    System.out.println("        at " + assertion.getLocation().getContext());
                }
            }
            return result.isCompliant();
        } catch (Exception refused) {
            System.out.println("FAIL " + standard.getId() + " " + file);
            System.out.println("    " + refused);
            return false;
        }
    }
}
