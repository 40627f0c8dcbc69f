// Validates payloads, one JSON text a line, with valijson (draft-07).
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <exception>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>
#include <string>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

using nlohmann::json;
using valijson::adapters::NlohmannJsonAdapter;

static void load(const char *file, valijson::Schema &schema) {
    std::ifstream in(file);
    const json document = json::parse(in);
    valijson::SchemaParser().populateSchema(NlohmannJsonAdapter(document), schema);
}

// The context is "<root>", then each step in brackets.
static std::string pointer(const valijson::ValidationResults::Error &error) {
    json::json_pointer result;
    for (auto step = error.context.begin() + 1; step != error.context.end(); ++step)
        result.push_back(step->substr(1, step->size() - 2));
    return result.to_string();
}

// 1.0 is an integer in draft-07; valijson knows only what the parser calls one, and up to 64 bits.
static bool whole(int, json::parse_event_t event, json &value) {
    if (event == json::parse_event_t::value && value.is_number()) {
        const double number = value;
        if (number == std::trunc(number)) value = static_cast<std::int64_t>(std::clamp(number, -9e18, 9e18));
    }
    return true;
}

static std::string verdict(const valijson::Schema &schema, const std::string &line) {
    const json payload = json::parse(line, whole, /*allow_exceptions=*/false);
    if (payload.is_discarded()) return "invalid ";
    valijson::ValidationResults results;
    if (valijson::Validator().validate(schema, NlohmannJsonAdapter(payload), &results)) return "valid";
    // The first error is the innermost.
    return "invalid " + pointer(*results.begin());
}

int main(int argc, char *argv[]) {
    if (argc != 2) {
        std::cerr << "usage: validate SCHEMA_FILE < PAYLOADS\n";
        return 2;
    }
    valijson::Schema schema;
    try {
        load(argv[1], schema);
    } catch (const std::exception &error) {
        std::cerr << error.what() << '\n';
        return 2;
    }
    int status = 0;
    for (std::string line; std::getline(std::cin, line);) {
        const std::string answer = verdict(schema, line);
        std::cout << answer << '\n';
        if (answer != "valid") status = 1;
    }
    return status;
}
