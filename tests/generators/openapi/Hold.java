import com.google.gson.reflect.TypeToken;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import org.openapitools.client.JSON;
import org.openapitools.client.model.Command;
import org.openapitools.client.model.OutDialApiConnect;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Reads payloads, one JSON text a line, into the generated types, and writes each as these types hold it. */
public final class Hold {
    private static final Map<String, Type> TYPES = Map.of(
            "request", OutDialApiConnect.class,
            "response", new TypeToken<List<Command>>() { }.getType());

    public static void main(String[] arguments) throws IOException {
        Type type = TYPES.get(arguments[0]);
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, UTF_8));
        PrintStream out = new PrintStream(System.out, true, UTF_8);
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            out.println(held(line, type));
        }
    }

    private static String held(String line, Type type) {
        try {
            return "valid " + JSON.serialize(JSON.<Object>deserialize(line, type));
        } catch (RuntimeException error) {
            return "invalid " + String.valueOf(error.getMessage()).replaceAll("\\s+", " ");
        }
    }
}
