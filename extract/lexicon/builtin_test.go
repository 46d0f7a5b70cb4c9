package lexicon

import (
	"flag"
	"io/fs"
	"os"
	"testing"
)

var update = flag.Bool("update", false, "compile the tables under data to builtin.index")

// tablesOfOurs are the tables that come with the program.
func tablesOfOurs() fs.FS { return os.DirFS("data") }

// TestBuiltinIndex holds the embedded index to the tables.
func TestBuiltinIndex(t *testing.T) {
	image, err := compiled([]fs.FS{tablesOfOurs()})
	if err != nil {
		t.Fatal(err)
	}
	if *update {
		if err := os.WriteFile("builtin.index", []byte(image), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if image != builtin {
		t.Error("builtin.index is not what the tables under data compile to: run go test ./extract/lexicon -run BuiltinIndex -update")
	}
}
