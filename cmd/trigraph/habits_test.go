package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// The outer bounds of a readable house.
const (
	maxFunctionLines = 60
	maxFileLines     = 400
	maxExported      = 15 // types and functions of one package
)

// longer lists what may pass a bound, with the reason.
var longer = map[string]string{
	"graph": "the nouns of the house: a type each",
}

// mutable lists package variables that are not constants in disguise, with the
// reason they are allowed.
var mutable = map[string]string{
	"graph/store/cayley.go:register":            "Cayley takes a backend once in a process's life",
	"graph/store/postgres/postgres.go:register": "database/sql and Cayley take a driver once in a process's life",
	"corpus/hanzi/hanzi.go:simplified":          "an embedded table, read into an array before main and never written again",
	"cmd/trigraph-beam/worker.go:annotators":    "Beam makes many instances of a step in one worker; lexicon and models are opened once",
}

func TestHabits(t *testing.T) {
	root := filepath.Join("..", "..")
	exported := map[string]int{}
	err := filepath.WalkDir(root, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || !strings.HasSuffix(path, ".go") {
			return err
		}
		rel, _ := filepath.Rel(root, path)
		checkFile(t, rel, path, exported)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for dir, n := range exported {
		if n > maxExported && longer[dir] == "" {
			t.Errorf("%s exports %d types and functions, at most %d", dir, n, maxExported)
		}
	}
}

func checkFile(t *testing.T, rel, path string, exported map[string]int) {
	t.Helper()
	src, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	set := token.NewFileSet()
	file, err := parser.ParseFile(set, path, src, parser.ParseComments)
	if err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(string(src), "\n"); n > maxFileLines && longer[rel] == "" {
		t.Errorf("%s has %d lines, at most %d", rel, n, maxFileLines)
	}
	test := strings.HasSuffix(rel, "_test.go")
	for _, d := range file.Decls {
		switch d := d.(type) {
		case *ast.FuncDecl:
			checkFunc(t, set, rel, d, test, exported)
		case *ast.GenDecl:
			checkDecl(t, rel, d, test, exported)
		}
	}
	if !test && !strings.HasPrefix(rel, "cmd") {
		checkCalls(t, set, rel, file)
	}
}

func checkFunc(t *testing.T, set *token.FileSet, rel string, d *ast.FuncDecl, test bool, exported map[string]int) {
	t.Helper()
	lines := set.Position(d.End()).Line - set.Position(d.Pos()).Line + 1
	if lines > maxFunctionLines && longer[rel+":"+d.Name.Name] == "" && !test {
		t.Errorf("%s: %s has %d lines, at most %d", rel, d.Name.Name, lines, maxFunctionLines)
	}
	if d.Name.Name == "init" && d.Recv == nil {
		t.Errorf("%s: init does work before anybody asks for it", rel)
	}
	if !test && d.Recv == nil && d.Name.IsExported() {
		exported[filepath.Dir(rel)]++
	}
}

func checkDecl(t *testing.T, rel string, d *ast.GenDecl, test bool, exported map[string]int) {
	t.Helper()
	for _, s := range d.Specs {
		switch s := s.(type) {
		case *ast.TypeSpec:
			if !test && s.Name.IsExported() {
				exported[filepath.Dir(rel)]++
			}
		case *ast.ValueSpec:
			if d.Tok == token.VAR && !test && !fixed(s) && mutable[rel+":"+s.Names[0].Name] == "" {
				t.Errorf("%s: package variable %s can change", rel, s.Names[0].Name)
			}
		}
	}
}

// fixed reports whether a package variable is as good as a constant: embedded,
// a compiled expression, an error value, a literal nobody assigns to, or blank.
func fixed(s *ast.ValueSpec) bool {
	if s.Names[0].Name == "_" || len(s.Values) == 0 {
		return s.Names[0].Name == "_" || s.Doc != nil || isEmbed(s.Type)
	}
	for _, v := range s.Values {
		switch v := v.(type) {
		case *ast.CallExpr:
			if fun, ok := v.Fun.(*ast.SelectorExpr); !ok || fun.Sel.Name != "MustCompile" && fun.Sel.Name != "New" && fun.Sel.Name != "NewReplacer" {
				return false
			}
		case *ast.BasicLit, *ast.CompositeLit:
		default:
			return false
		}
	}
	return true
}

func isEmbed(t ast.Expr) bool {
	switch t := t.(type) {
	case *ast.Ident:
		return t.Name == "string"
	case *ast.SelectorExpr:
		return t.Sel.Name == "FS"
	case *ast.ArrayType:
		return true
	}
	return false
}

// checkCalls refuses log and panic below cmd: a library returns errors.
func checkCalls(t *testing.T, set *token.FileSet, rel string, file *ast.File) {
	t.Helper()
	for _, i := range file.Imports {
		if i.Path.Value == `"log"` || i.Path.Value == `"log/slog"` {
			t.Errorf("%s imports %s: only cmd and the server write logs", rel, i.Path.Value)
		}
	}
	ast.Inspect(file, func(n ast.Node) bool {
		if call, ok := n.(*ast.CallExpr); ok {
			if id, ok := call.Fun.(*ast.Ident); ok && id.Name == "panic" {
				t.Errorf("%s:%d: panic below cmd", rel, set.Position(call.Pos()).Line)
			}
		}
		return true
	})
	if file.Doc == nil && strings.TrimSuffix(filepath.Base(rel), ".go") == filepath.Base(filepath.Dir(rel)) {
		t.Errorf("%s: the package opens without a comment", rel)
	}
}
