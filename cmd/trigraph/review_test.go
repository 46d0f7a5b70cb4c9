package main

import (
	"bytes"
	"context"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"trigraph/graph/judgement"
)

// Somebody goes through the doubts at a terminal; what is said is kept, and the
// graph obeys it.
func TestSettle(t *testing.T) {
	dir := t.TempDir()
	graphDir := filepath.Join(dir, "graph")
	t.Setenv("TRIGRAPH_STORE_PATH", graphDir)
	t.Setenv("TRIGRAPH_PROGRESS", "none")
	for name, text := range map[string]string{
		"a.txt": "The company Zorvex Robotics GmbH is based in Munich. Zorvex Robotics GmbH makes arms.",
		"b.txt": "The company Zorvix Robotics GmbH is based in Berlin. Zorvix Robotics GmbH makes legs.",
		"c.txt": "The company Qundal Instruments Ltd. is based in Dublin.",
		"d.txt": "The company Qundel Instruments Ltd. is based in Dublin.",
	} {
		write(t, dir, name, text)
	}
	var out bytes.Buffer
	for _, name := range []string{"a.txt", "b.txt", "c.txt", "d.txt"} {
		if code := run(context.Background(), []string{"build", filepath.Join(dir, name)}, nil, &out, &out); code != exitDone {
			t.Fatal(out.String())
		}
	}
	p := &program{out: &out, errs: &out, log: slog.New(slog.NewTextHandler(io.Discard, nil))}
	p.config.Store.Path = graphDir
	s, err := p.openStore()
	if err != nil {
		t.Fatal(err)
	}
	list, err := p.doubts(s)
	if err != nil || len(list) != 2 || list[0].Kind != "similar name" || list[0].A != "org/zorvex-robotics" {
		t.Fatalf("%+v, %v", list, err)
	}
	typing := &typed{lines: []string{"perhaps", "what", "c", "Firm", "c", "GovernmentAgency", "same", "different"}}
	if err := p.settle(typing, s, list, signature{author: "anna"}); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(out.String(), `"what" is none of them`) {
		t.Error("nonsense was taken")
	}
	judged, err := os.ReadFile(graphDir + ".judgements.jsonl")
	if err != nil || strings.Count(string(judged), "\n") != 3 || !strings.Contains(string(judged), `"author":"anna","verdict":"class","a":"org/zorvex-robotics"`) {
		t.Errorf("%s, %v", judged, err)
	}
	if s, err = p.openStore(); err != nil {
		t.Fatal(err)
	}
	if e, _ := s.Entity("org/zorvex-robotics"); e.Class != "GovernmentAgency" || !strings.Contains(strings.Join(e.Names, " "), "Zorvix") {
		t.Errorf("the graph does not obey: %+v", e)
	}
	if list, err := p.doubts(s); err != nil || len(list) != 0 {
		t.Errorf("asked again: %+v, %v", list, err)
	}
}

func TestVerdictOf(t *testing.T) {
	d := judgement.Doubt{A: "nvidia", B: "org/nv", Joined: true, Articles: []string{"x"}}
	for _, tt := range []struct {
		word, then string
		want       judgement.Verdict
		again      bool
	}{
		{"same", "", judgement.Same, false},
		{"d", "", judgement.Different, false},
		{"u", "", judgement.Unsure, false},
		{"r", "zh 英伟达", judgement.Rename, true},
		{"r", "英伟达", "", false},
		{"c", "company", judgement.Reclass, true},
		{"x", "", "", false},
	} {
		j, again, err := verdictOf(&typed{lines: []string{tt.then}}, tt.word, d)
		if err != nil || j.Verdict != tt.want || again != tt.again {
			t.Errorf("%s: %+v %v %v", tt.word, j, again, err)
		}
	}
	if _, _, err := verdictOf(&typed{}, "quit", d); err != io.EOF {
		t.Error(err)
	}
}
