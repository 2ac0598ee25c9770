import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
 * Runs veraPDF on many files in one Java virtual machine: files of PDF 1.7 against PDF/UA-1 and PDF/A-2a, files of PDF 2.0 against PDF/UA-2,
 * PDF/A-4f and both levels of Well-Tagged PDF, covers for a printer against PDF/A-2b.
 *
 * Prints PASS or FAIL for each file and standard, and after FAIL the clauses that the file breaks, with places.
 */
public final class PdfValidator {
    private static final List<PDFAFlavour> STANDARDS = List.of(PDFAFlavour.PDFUA_1, PDFAFlavour.PDFA_2_A);
    private static final List<PDFAFlavour> STANDARDS_2 = List.of(PDFAFlavour.PDFUA_2, PDFAFlavour.PDFA_4_F,
            PDFAFlavour.WTPDF_1_0_ACCESSIBILITY, PDFAFlavour.WTPDF_1_0_REUSE);
    /** A printer's cover is one sheet that nobody reads: it need not be accessible. */
    private static final List<PDFAFlavour> COVER = List.of(PDFAFlavour.PDFA_2_B);
    private static final int SHOWN = 10;

    public static void main(String[] files) {
        Logger.getLogger("").setLevel(Level.OFF);
        VeraGreenfieldFoundryProvider.initialise();
        boolean allPass = true;
        for (String file : files) {
            for (PDFAFlavour standard : file.endsWith("-cover.pdf") ? COVER : isPdf2(file) ? STANDARDS_2 : STANDARDS) {
                allPass &= validate(file, standard);
            }
        }
        System.exit(allPass ? 0 : 1);
    }

    private static boolean isPdf2(String file) {
        try (FileInputStream stream = new FileInputStream(file)) {
            return new String(stream.readNBytes(7), StandardCharsets.ISO_8859_1).equals("%PDF-2.");
        } catch (IOException refused) {
            return false;
        }
    }

    private static boolean validate(String file, PDFAFlavour standard) {
        // The model that the parser makes depends on the standard.
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
