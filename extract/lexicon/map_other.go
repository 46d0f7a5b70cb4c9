//go:build !unix

package lexicon

import (
	"io"
	"os"
)

// mapped is a file's content. Here it is read into memory.
func mapped(f *os.File, size int64) (string, error) {
	b := make([]byte, size)
	_, err := io.ReadFull(f, b)
	return text(b), err
}
