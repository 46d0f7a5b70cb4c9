// Command trigraph-onnx runs a token-classification model for trigraph: what
// comes in are sentences, what goes out are the names the model sees in them.
//
// The model is a folder as Hugging Face lays it out: one .onnx file,
// tokenizer.json and config.json with id2label. Everything runs in this
// process, in Go, without a network. trigraph starts it when extract.model
// names a folder; by hand:
//
//	echo '{"sentences":["Goertek supplies Apple."]}' | trigraph-onnx FOLDER
//
// The first line it writes is {"labels":[…]}: what the model can say. Then, for
// each line {"sentences":[…]} on standard input, one line {"names":[[…]]} with
// the names of each sentence: start and end in bytes of its UTF-8, end
// exclusive, label without B- and I-, score from 0 to 1. A request that fails
// is answered by {"error":"…"}; the next is read all the same. It ends with its
// input.
//
// It is a module of its own, so that trigraph itself links none of what it
// takes to run a neural network.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"
)

type request struct {
	Sentences []string `json:"sentences"`
}

type reply struct {
	Labels []string `json:"labels,omitempty"`
	Names  [][]name `json:"names,omitempty"`
	Error  string   `json:"error,omitempty"`
}

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: trigraph-onnx FOLDER\n\nFOLDER holds one .onnx file, tokenizer.json and config.json.")
		os.Exit(2)
	}
	if err := serve(os.Args[1], os.Stdin, os.Stdout); err != nil {
		fmt.Fprintf(os.Stderr, "trigraph-onnx: %v\n", err)
		os.Exit(1)
	}
}

// serve answers requests until in ends. Its error is about the model or the
// pipes; what is wrong with one request goes into the answer.
func serve(folder string, in io.Reader, out io.Writer) error {
	m, err := open(folder)
	if err != nil {
		return fmt.Errorf("%s: %w", folder, err)
	}
	defer m.close()
	write := json.NewEncoder(out)
	if err := write.Encode(reply{Labels: m.labels()}); err != nil {
		return err
	}
	lines := bufio.NewReader(in)
	for {
		line, err := lines.ReadBytes('\n')
		if len(line) > 0 {
			if err := write.Encode(m.answer(line)); err != nil {
				return err
			}
		}
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
	}
}

func (m *model) answer(line []byte) reply {
	var r request
	if err := json.Unmarshal(line, &r); err != nil {
		return reply{Error: fmt.Sprintf("request: %v", err)}
	}
	names, err := m.tag(r.Sentences)
	if err != nil {
		return reply{Error: err.Error()}
	}
	return reply{Names: names}
}
