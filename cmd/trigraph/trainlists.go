package main

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"os"
	"regexp"
	"slices"
	"strings"
)

// readLists reads lists of names, each given as NAME=FILE, NAME=FILE:COLUMN or
// NAME=FILE:COLUMN:OTHER=VALUE, which takes only the rows with the value in the
// other column. Several files may fill one list.
func readLists(given []string) (map[string][]string, error) {
	out := map[string][]string{}
	for _, g := range given {
		list, file, ok := strings.Cut(g, "=")
		if !ok {
			return nil, usageError("--list %s: want NAME=FILE, NAME=FILE:COLUMN or NAME=FILE:COLUMN:OTHER=VALUE", g)
		}
		names, err := readList(split(file))
		if err != nil {
			return nil, err
		}
		if list == "company" {
			names = append(names, coreNames(names)...)
		}
		out[list] = append(out[list], names...)
	}
	return out, nil
}

var listArgument = regexp.MustCompile(`^(..+?)(?::([^:=]*))?(?::([^:=]*)=([^:]*))?$`)

// listFile is a column of a TSV file, and which of its rows are meant: all, or
// those with a value in another column.
type listFile struct{ path, column, other, value string }

func split(argument string) listFile {
	m := listArgument.FindStringSubmatch(argument)
	if m == nil {
		return listFile{path: argument}
	}
	return listFile{m[1], m[2], m[3], m[4]}
}

// readList reads one column of a TSV file, gzipped or not: the first, or the one
// with a name in the first line that is no comment. "|" parts several names.
func readList(l listFile) ([]string, error) {
	data, err := readPacked(l.path)
	if err != nil {
		return nil, err
	}
	var out, head []string
	var at, other int
	for line := range strings.Lines(string(data)) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		f := strings.Split(strings.TrimRight(line, "\r\n"), "\t")
		if head == nil {
			head = f
			if at, err = l.place(head, l.column); err != nil {
				return nil, err
			}
			if other, err = l.place(head, l.other); err != nil {
				return nil, err
			}
			continue
		}
		if at < len(f) && f[at] != "" && (l.other == "" || other < len(f) && f[other] == l.value) {
			out = append(out, strings.Split(f[at], "|")...)
		}
	}
	return out, nil
}

// place is the number of a column, 0 for one without a name.
func (l listFile) place(head []string, column string) (int, error) {
	if column == "" {
		return 0, nil
	}
	at := slices.Index(head, column)
	if at < 0 {
		return 0, fmt.Errorf("%s: no column %s in %v", l.path, column, head)
	}
	return at, nil
}

func readPacked(file string) ([]byte, error) {
	data, err := os.ReadFile(file)
	if err != nil || !bytes.HasPrefix(data, []byte{0x1f, 0x8b}) {
		return data, err
	}
	z, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	if data, err = io.ReadAll(z); err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	return data, nil
}

// shares and forms are what exchanges and registers add to a company's name.
var (
	shares = regexp.MustCompile(`(?: -)? (?:(?:Sponsored )?(?:American|Global) Deposit[ao]ry|Class [A-Z]\b|Common (?:Stock|Shares?|Units?)|(?:Subordinate |Subordinated )?(?:Ordinary|Voting) |Depositary|Warrants?\b|Rights?\b|Units?\b|Preferred|ADR\b|ADS\b|\d[\d.]*%).*$`)
	forms  = regexp.MustCompile(`(?i)(?:,? (?:inc|corp|corporation|co|company|ltd|limited|plc|llc|lp|l\.p|ag|se|kg|ohg|e\.?k|gmbh|mbh|s\.?a|n\.?v|b\.?v|s\.?p\.?a|a/s|ab|asa|oyj|group|holdings?|& co|trust|the|ii|iii|iv|\(the\))\b\.?)+$`)
)

// coreNames returns names of companies without kinds of shares and legal forms.
func coreNames(names []string) []string {
	var out []string
	for _, n := range names {
		core := shares.ReplaceAllString(n, "")
		out = append(out, core)
		if short := forms.ReplaceAllString(core, ""); len(short) > 3 {
			out = append(out, short)
		}
	}
	return out
}
