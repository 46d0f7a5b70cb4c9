package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"

	"trigraph/extract/external"
)

// startModel runs the model in a folder by trigraph-onnx, which is a program of
// its own so that this one need not hold what runs neural networks: it stands
// beside this one, or on the PATH.
func startModel(folder string) (*external.Tagger, error) {
	const program = "trigraph-onnx"
	if _, err := os.Stat(folder); err != nil {
		return nil, usageError("extract.model: %w", err)
	}
	path := program
	if own, err := os.Executable(); err == nil {
		if _, err := os.Stat(filepath.Join(filepath.Dir(own), program)); err == nil {
			path = filepath.Join(filepath.Dir(own), program)
		}
	}
	path, err := exec.LookPath(path)
	if err != nil {
		return nil, fmt.Errorf("extract.model: %w; see docs/models.md for how to build it", err)
	}
	t, err := external.Start(path, folder)
	if err != nil {
		return nil, fmt.Errorf("extract.model: %w", err)
	}
	return t, nil
}
