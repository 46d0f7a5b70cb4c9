package tagger

import (
	"bytes"
	"strings"
	"testing"
)

func TestModelSurvivesWriting(t *testing.T) {
	m := trained(t, 1)
	var b, again bytes.Buffer
	if _, err := m.WriteTo(&b); err != nil {
		t.Fatal(err)
	}
	read, err := ReadModel(bytes.NewReader(b.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := read.WriteTo(&again); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(b.Bytes(), again.Bytes()) {
		t.Error("a model read and written is another")
	}
}

func TestReadModelRefuses(t *testing.T) {
	var b bytes.Buffer
	if _, err := trained(t, 1).WriteTo(&b); err != nil {
		t.Fatal(err)
	}
	sound := b.String()
	headLen := len(magic) + 4
	tests := map[string]string{
		"empty":           "",
		"other format":    "GIF89a" + sound,
		"cut in header":   sound[:headLen+10],
		"cut in weights":  sound[:len(sound)-20],
		"huge header":     magic + "\xff\xff\xff\xff" + sound[headLen:],
		"header no JSON":  sound[:headLen] + "!" + sound[headLen+1:],
		"too many rows":   strings.Replace(sound, `"rows":`, `"rows":9999999`, 1),
		"no classes":      strings.Replace(sound, `["Person","Company"]`, `[                  ]`, 1),
		"weights garbage": sound[:len(sound)-400] + strings.Repeat("\xff", 400),
	}
	for name, data := range tests {
		if _, err := ReadModel(strings.NewReader(data)); err == nil {
			t.Errorf("%s: no error", name)
		} else if !strings.HasPrefix(err.Error(), "tagger: ") {
			t.Errorf("%s: error %q does not name the place", name, err)
		}
	}
}
