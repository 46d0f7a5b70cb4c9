package main

import (
	"strings"
	"sync"

	"trigraph/extract/annotate"
	"trigraph/extract/lexicon"
)

// annotators are those that this process has opened, by their lexicons. Beam
// makes many instances of a DoFn in one worker, and takes them away again.
var annotators sync.Map

// annotator opens lexicon and models once in a process. What is built in is part
// of the program's file, indexes are mapped: workers on one machine share both.
func annotator(indexes []string) (*annotate.Annotator, error) {
	open, _ := annotators.LoadOrStore(strings.Join(indexes, "\n"), sync.OnceValues(func() (*annotate.Annotator, error) {
		words, err := lexicon.Builtin()
		if err != nil {
			return nil, err
		}
		for _, path := range indexes {
			if err := words.Open(path); err != nil {
				return nil, err
			}
		}
		return annotate.New(words)
	}))
	return open.(func() (*annotate.Annotator, error))()
}
