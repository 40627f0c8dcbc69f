//! Validates payloads, one JSON text a line, with the crate boon.

use std::env;
use std::error::Error;
use std::io::{self, BufRead};
use std::process::ExitCode;

use boon::{Compiler, SchemaIndex, Schemas};

fn main() -> ExitCode {
    match run() {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::from(2)
        }
    }
}

/// Prints a verdict for each line and returns whether all are valid.
fn run() -> Result<bool, Box<dyn Error>> {
    let path = env::args()
        .nth(1)
        .ok_or("usage: boon SCHEMA_FILE < PAYLOADS")?;
    let mut schemas = Schemas::new();
    // The error of boon borrows from `schemas`.
    let schema = Compiler::new()
        .compile(&path, &mut schemas)
        .map_err(|error| error.to_string())?;

    let mut all_valid = true;
    for line in io::stdin().lock().split(b'\n') {
        match failure(&schemas, schema, &line?) {
            None => println!("valid"),
            Some(pointer) => {
                println!("invalid {pointer}");
                all_valid = false;
            }
        }
    }
    Ok(all_valid)
}

/// The place of the first failure; the whole payload when it is not JSON.
fn failure(schemas: &Schemas, schema: SchemaIndex, line: &[u8]) -> Option<String> {
    let Ok(payload) = serde_json::from_slice(line) else {
        return Some(String::new());
    };
    let mut error = &schemas.validate(&payload, schema).err()?;
    while let Some(cause) = error.causes.first() {
        error = cause;
    }
    Some(error.instance_location.to_string())
}
