package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/spf13/pflag"
	"github.com/spf13/viper"
)

// TestConfigFileIsTheDefaults holds config.yaml to the defaults in code: same
// keys, same values, a reason beside each.
func TestConfigFileIsTheDefaults(t *testing.T) {
	file := filepath.Join("..", "..", "config.yaml")
	v := viper.New()
	v.SetConfigFile(file)
	if err := v.ReadInConfig(); err != nil {
		t.Fatal(err)
	}
	want := defaults()
	for _, k := range v.AllKeys() {
		if _, ok := want[k]; !ok {
			t.Errorf("config.yaml has %q, the program does not", k)
		}
	}
	for k := range want {
		if !v.IsSet(k) {
			t.Errorf("config.yaml lacks %q", k)
		}
	}
	fromFile, err := decode(v)
	if err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	fromCode := load(t, "")
	if a, b := sprint(fromFile), sprint(fromCode); a != b {
		t.Errorf("config.yaml and defaults differ:\n%s\n%s", a, b)
	}
	for line := range strings.Lines(string(text)) {
		if strings.HasPrefix(line, "  ") && !strings.Contains(line, "#") {
			t.Errorf("config.yaml: no reason beside %q", strings.TrimSpace(line))
		}
	}
}

func sprint(c config) string { return fmt.Sprintf("%+v", c) }

func load(t *testing.T, yaml string, args ...string) config {
	t.Helper()
	c, err := tryLoad(t, yaml, args...)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func tryLoad(t *testing.T, yaml string, args ...string) (config, error) {
	t.Helper()
	t.Chdir(t.TempDir())
	if yaml != "" {
		if err := os.WriteFile("config.yaml", []byte(yaml), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	flags := pflag.NewFlagSet("test", pflag.ContinueOnError)
	globalFlags(flags)
	flags.Int("workers", 0, "")
	if err := flags.Parse(args); err != nil {
		t.Fatal(err)
	}
	return loadConfig(flags)
}

func TestPrecedence(t *testing.T) {
	if got := load(t, "").Store.Path; got != "trigraph-store" {
		t.Errorf("default: %q", got)
	}
	if got := load(t, "store:\n  path: file\n").Store.Path; got != "file" {
		t.Errorf("file over default: %q", got)
	}
	t.Setenv("TRIGRAPH_STORE_PATH", "env")
	if got := load(t, "store:\n  path: file\n").Store.Path; got != "env" {
		t.Errorf("environment over file: %q", got)
	}
	if got := load(t, "store:\n  path: file\n", "--store", "flag").Store.Path; got != "flag" {
		t.Errorf("flag over environment: %q", got)
	}
}

func TestValues(t *testing.T) {
	c := load(t, "read:\n  max_article: 2KiB\nquery:\n  timeout: 1m30s\nextract:\n  lexicon: [a, b]\n", "--workers", "3")
	if c.Read.MaxArticle != 2048 || c.Query.Timeout != 90*time.Second || len(c.Extract.Lexicon) != 2 || c.Extract.Workers != 3 {
		t.Errorf("%+v", c)
	}
}

func TestConfigErrors(t *testing.T) {
	for _, tt := range []struct{ yaml, want string }{
		{"stroe:\n  path: x\n", `config.yaml: unknown setting "stroe.path"; did you mean "store.path"?`},
		{"query:\n  timeout: soon\n", "query.timeout: soon: want a time such as 30s"},
		{"read:\n  max_article: much\n", "read.max_article: much: want a number of bytes"},
		{"store: [\n", "config.yaml"},
		{"log:\n  level: loud\n", `log.level: "loud"`},
		{"progress: sometimes\n", `progress: "sometimes"`},
		{"export:\n  format: jpeg\n", `export.format: "jpeg"`},
	} {
		if _, err := tryLoad(t, tt.yaml); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%q: error %v, want %q", tt.yaml, err, tt.want)
		}
	}
}

// defaultConfig is the configuration of a user who has none.
func defaultConfig(t testing.TB) config {
	t.Helper()
	v := viper.New()
	for k, value := range defaults() {
		v.SetDefault(k, value)
	}
	c, err := decode(v)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// TestFlagOfOneSubcommand: a flag that bears the name of another subcommand's
// setting is none.
func TestFlagOfOneSubcommand(t *testing.T) {
	flags := pflag.NewFlagSet("train", pflag.ContinueOnError)
	globalFlags(flags)
	flags.StringToString("times", nil, "how much a set counts")
	if err := flags.Parse([]string{"--times", "en-conll04=2"}); err != nil {
		t.Fatal(err)
	}
	c, err := loadConfig(flags)
	if err != nil || c.Export.Times != "timestamps" {
		t.Errorf("export.times is %q, %v", c.Export.Times, err)
	}
}
