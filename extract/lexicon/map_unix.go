//go:build unix

package lexicon

import (
	"os"
	"syscall"
)

// mapped is a file's content, read from the disk where it is looked at. It stays
// mapped as long as the program runs.
func mapped(f *os.File, size int64) (string, error) {
	b, err := syscall.Mmap(int(f.Fd()), 0, int(size), syscall.PROT_READ, syscall.MAP_SHARED)
	if err != nil {
		return "", os.NewSyscallError("mmap", err)
	}
	return text(b), nil
}
