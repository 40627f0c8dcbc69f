import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Validates payloads, one JSON text a line, with networknt's json-schema-validator. */
public final class Validate {
    // By default Jackson takes the first JSON text of a line and leaves the rest unread.
    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

    public static void main(String[] args) {
        if (args.length != 1) {
            System.err.println("usage: validate SCHEMA_FILE < PAYLOADS");
            System.exit(2);
        }
        try {
            System.exit(run(load(args[0])) ? 0 : 1);
        } catch (IOException | SchemaException e) {
            System.err.println(e);
            System.exit(2);
        }
    }

    private static Schema load(String schemaFile) throws IOException {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(MAPPER.readTree(Path.of(schemaFile).toFile()));
    }

    /** Prints a verdict for each line and returns whether all are valid. */
    private static boolean run(Schema schema) throws IOException {
        var in = new BufferedReader(new InputStreamReader(System.in, UTF_8));
        var out = new PrintStream(System.out, true, UTF_8);
        boolean allValid = true;
        for (String line; (line = in.readLine()) != null; ) {
            String verdict = verdict(schema, line);
            out.println(verdict);
            allValid &= verdict.equals("valid");
        }
        return allValid;
    }

    private static String verdict(Schema schema, String line) {
        JsonNode payload;
        try {
            payload = MAPPER.readTree(line);
        } catch (JsonProcessingException e) {
            return "invalid ";
        }
        // Of a line without any JSON text Jackson makes a missing node.
        List<Error> errors = schema.validate(payload);
        return errors.isEmpty() ? "valid" : "invalid " + errors.get(0).getInstanceLocation();
    }
}
