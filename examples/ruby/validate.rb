# frozen_string_literal: true

# Validates payloads, one JSON text a line, with json_schemer (draft-07 in the version that Debian packages).

require 'json'
require 'pathname'
require 'set' # json_schemer 0.2 uses it without asking for it.
require 'json_schemer'

def verdict(schemer, line)
  error = schemer.validate(JSON.parse(line)).first
  error ? "invalid #{error['data_pointer'].gsub("\n", '\n')}" : 'valid'
rescue JSON::ParserError, FloatDomainError # 1e400 is infinite to Ruby.
  'invalid '
end

begin
  schemer = JSONSchemer.schema(JSON.parse(File.read(ARGV.fetch(0))))
rescue IndexError, SystemCallError, JSON::ParserError => e
  warn e.message
  exit 2
end

verdicts = $stdin.each_line.map { |line| verdict(schemer, line) }
puts verdicts
exit verdicts.all?('valid') ? 0 : 1
