// Validates payloads, one JSON text a line, with OptimumCode's json-schema-validator.
import io.github.optimumcode.json.schema.JsonSchema
import io.github.optimumcode.json.schema.ValidationError
import kotlinx.serialization.json.Json
import kotlinx.serialization.json.JsonArray
import kotlinx.serialization.json.JsonElement
import kotlinx.serialization.json.JsonObject
import kotlinx.serialization.json.JsonPrimitive
import java.io.File
import java.io.IOException
import java.io.PrintStream
import kotlin.system.exitProcess

fun main(args: Array<String>) {
    val schemaFile = args.singleOrNull() ?: fail("usage: validate SCHEMA_FILE < PAYLOADS")
    val schema = try {
        JsonSchema.fromDefinition(File(schemaFile).readText())
    } catch (e: IOException) {
        fail(e)
    } catch (e: IllegalArgumentException) {
        fail(e)
    }

    // Not println: it writes in the charset of the locale.
    val out = PrintStream(System.out, true, Charsets.UTF_8)
    var allValid = true
    for (line in System.`in`.bufferedReader().lineSequence()) {
        val verdict = verdict(schema, line)
        out.println(verdict)
        if (verdict != "valid") allValid = false
    }
    exitProcess(if (allValid) 0 else 1)
}

fun verdict(schema: JsonSchema, line: String): String {
    val errors = mutableListOf<ValidationError>()
    val valid = try {
        schema.validate(within64Bits(Json.parseToJsonElement(line)), errors::add)
    } catch (_: IllegalArgumentException) {
        // Not JSON. The parser lets Infinity through, and the validator then fails.
        return "invalid "
    }
    return if (valid) "valid" else "invalid " + errors.first().objectPath.toString().replace("\n", "\\n")
}

// The validator fails on a number of more than 64 bits: like many JSON readers, this keeps a double.
fun within64Bits(element: JsonElement): JsonElement = when (element) {
    is JsonObject -> JsonObject(element.mapValues { within64Bits(it.value) })
    is JsonArray -> JsonArray(element.map(::within64Bits))
    is JsonPrimitive -> {
        val number = if (element.isString) null else element.content.toBigDecimalOrNull()?.toDouble()
        when {
            number == null -> element
            number % 1 == 0.0 -> JsonPrimitive(number.toLong())
            else -> JsonPrimitive(number.coerceIn(-9e18, 9e18))
        }
    }
}

fun fail(reason: Any): Nothing {
    System.err.println(reason)
    exitProcess(2)
}
