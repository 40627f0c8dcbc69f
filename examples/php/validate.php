<?php

// Validates payloads, one JSON text a line, with justinrainbow/json-schema (draft-04).

declare(strict_types=1);

require 'JsonSchema/autoload.php';

use JsonSchema\Validator;

$schema = json_decode((string) @file_get_contents($argv[1] ?? ''));
if ($schema === null) {
    fwrite(STDERR, "usage: validate.php SCHEMA_FILE < PAYLOADS\n");
    exit(2);
}

$status = 0;
while (($line = fgets(STDIN)) !== false) {
    $verdict = verdict($schema, $line);
    echo $verdict, "\n";
    if ($verdict !== 'valid') {
        $status = 1;
    }
}
exit($status);

function verdict(object $schema, string $line): string
{
    $payload = json_decode($line);
    if (json_last_error() !== JSON_ERROR_NONE) {
        return 'invalid ';
    }
    $validator = new Validator();
    $validator->validate($payload, $schema);
    return $validator->isValid() ? 'valid' : 'invalid ' . $validator->getErrors()[0]['pointer'];
}
