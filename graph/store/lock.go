package store

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/gofrs/flock"
)

// The lock and the id of the process that holds it are two files: on Windows a
// locked file cannot be read by others.
const (
	lockName = "LOCK"
	pidName  = "LOCK.pid"
)

// lock keeps other writers out until unlock or the end of the process, however
// it ends.
func lock(dir string) (*flock.Flock, error) {
	l := flock.New(filepath.Join(dir, lockName))
	ok, err := l.TryLock()
	if err != nil {
		return nil, err
	}
	pidFile := filepath.Join(dir, pidName)
	if !ok {
		pid, err := os.ReadFile(pidFile)
		if err != nil || len(pid) == 0 {
			return nil, errors.New("in use by another process, which is writing it")
		}
		return nil, fmt.Errorf("in use by process %s, which is writing it", strings.TrimSpace(string(pid)))
	}
	if err := os.WriteFile(pidFile, []byte(strconv.Itoa(os.Getpid())+"\n"), 0o644); err != nil {
		return nil, errors.Join(err, l.Unlock())
	}
	return l, nil
}

// unlock leaves the lock file: removing it could take it from a writer that
// has just opened it.
func unlock(dir string, l *flock.Flock) error {
	return errors.Join(os.Remove(filepath.Join(dir, pidName)), l.Unlock())
}
