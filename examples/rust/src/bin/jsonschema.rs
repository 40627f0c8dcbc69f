//! Validates payloads, one JSON text a line, with the crate jsonschema.

use std::env;
use std::error::Error;
use std::fs;
use std::io::{self, BufRead};
use std::process::ExitCode;

use jsonschema::Validator;
use serde_json::Value;

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
        .ok_or("usage: jsonschema SCHEMA_FILE < PAYLOADS")?;
    let schema: Value = serde_json::from_str(&fs::read_to_string(path)?)?;
    let validator = jsonschema::validator_for(&schema)?;

    let mut all_valid = true;
    for line in io::stdin().lock().split(b'\n') {
        match failure(&validator, &line?) {
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
fn failure(validator: &Validator, line: &[u8]) -> Option<String> {
    let Ok(payload) = serde_json::from_slice(line) else {
        return Some(String::new());
    };
    let error = validator.validate(&payload).err()?;
    Some(error.instance_path().to_string())
}
