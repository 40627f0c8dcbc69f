// Reads payloads, one JSON text a line, into the generated types, and writes each as these types hold it.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
)

func main() {
	in := bufio.NewScanner(os.Stdin)
	in.Buffer(nil, 1<<24)
	for in.Scan() {
		var value Payload
		if err := json.Unmarshal(in.Bytes(), &value); err != nil {
			fmt.Println("invalid", err)
			continue
		}
		held, err := json.Marshal(&value)
		if err != nil {
			fmt.Println("invalid", err)
			continue
		}
		fmt.Println("valid", string(held))
	}
}
