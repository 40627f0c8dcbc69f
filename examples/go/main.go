// Validates payloads, one JSON text a line, with santhosh-tekuri/jsonschema.
package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"log"
	"os"
	"strings"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

func main() {
	log.SetFlags(0)
	if len(os.Args) != 2 {
		fail("usage: validate SCHEMA_FILE < PAYLOADS")
	}
	schema, err := jsonschema.NewCompiler().Compile(os.Args[1])
	if err != nil {
		fail(err)
	}

	status := 0
	// A bufio.Scanner would refuse a line of more than 64 KiB.
	in := bufio.NewReader(os.Stdin)
	for {
		line, err := in.ReadString('\n')
		if line != "" {
			if err := validate(schema, line); err != nil {
				fmt.Println("invalid", pointer(err))
				status = 1
			} else {
				fmt.Println("valid")
			}
		}
		if errors.Is(err, io.EOF) {
			os.Exit(status)
		}
		if err != nil {
			fail(err)
		}
	}
}

func validate(schema *jsonschema.Schema, line string) error {
	// Not json.Unmarshal: the validator wants its numbers as json.Number.
	payload, err := jsonschema.UnmarshalJSON(strings.NewReader(line))
	if err != nil {
		return err
	}
	return schema.Validate(payload)
}

// pointer gives the place of the first failure, or the whole payload when it is not JSON.
func pointer(err error) string {
	var failure *jsonschema.ValidationError
	if !errors.As(err, &failure) {
		return ""
	}
	for len(failure.Causes) > 0 {
		failure = failure.Causes[0]
	}
	var b strings.Builder
	for _, token := range failure.InstanceLocation {
		b.WriteString("/" + strings.NewReplacer("~", "~0", "/", "~1").Replace(token))
	}
	return b.String()
}

func fail(reason any) {
	log.Print(reason)
	os.Exit(2)
}
