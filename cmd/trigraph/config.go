package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/agnivade/levenshtein"
	"github.com/spf13/pflag"
	"github.com/spf13/viper"
)

// config is what config.yaml, environment and flags say, in plain values.
type config struct {
	Store    storeConfig
	Read     readConfig
	Extract  extractConfig
	Query    queryConfig
	Serve    serveConfig
	Export   exportConfig
	Log      logConfig
	Progress string

	Judgements string
}

type storeConfig struct {
	Path    string
	Backend string
	DSN     string
}

type readConfig struct {
	MaxArticle  size `mapstructure:"max_article"`
	MaxUnpacked size `mapstructure:"max_unpacked"`
}

type extractConfig struct {
	Workers       int
	Batch         size
	MinConfidence float64 `mapstructure:"min_confidence"`
	Lexicon       []string
	Model         string
}

type queryConfig struct {
	Timeout   time.Duration
	MaxRows   int  `mapstructure:"max_rows"`
	MaxBytes  size `mapstructure:"max_bytes"`
	MaxMemory size `mapstructure:"max_memory"`
	Workers   int
}

type serveConfig struct {
	Address        string
	Tokens         []string
	TLSCert        string `mapstructure:"tls_cert"`
	TLSKey         string `mapstructure:"tls_key"`
	Hosts          []string
	Origins        []string
	Rate           float64
	MaxBody        size `mapstructure:"max_body"`
	MaxRequests    int  `mapstructure:"max_requests"`
	MaxConnections int  `mapstructure:"max_connections"`
	Review         bool
}

type exportConfig struct {
	Format, Profile, Language string
	Size, Times, Temp         string
	Communities, Layout, BOM  bool
}

type logConfig struct{ Level, Format string }

// size is a number of bytes, written 64MiB, 1GB or 4096.
type size int64

// defaults are the settings of config.yaml; a test holds the two together.
func defaults() map[string]any {
	return map[string]any{
		"store.path":             "trigraph-store",
		"store.backend":          "embedded",
		"store.dsn":              "",
		"read.max_article":       "64MiB",
		"read.max_unpacked":      "4GiB",
		"extract.workers":        0,
		"extract.batch":          "16MiB",
		"extract.min_confidence": 0.4,
		"extract.lexicon":        []string{},
		"extract.model":          "",
		"query.timeout":          "30s",
		"query.max_rows":         10000,
		"query.max_bytes":        "64MiB",
		"query.max_memory":       "1GiB",
		"query.workers":          2,
		"serve.address":          "127.0.0.1:8463",
		"serve.tokens":           []string{},
		"serve.tls_cert":         "",
		"serve.tls_key":          "",
		"serve.hosts":            []string{},
		"serve.origins":          []string{},
		"serve.rate":             0.0,
		"serve.max_body":         "1MiB",
		"serve.max_requests":     64,
		"serve.max_connections":  512,
		"serve.review":           false,
		"export.format":          "graphml",
		"export.profile":         "generic",
		"export.language":        "en",
		"export.size":            "",
		"export.communities":     false,
		"export.layout":          false,
		"export.times":           "timestamps",
		"export.bom":             false,
		"export.temp":            "",
		"log.level":              "warn",
		"log.format":             "text",
		"progress":               "auto",
		"judgements":             "",
	}
}

// globalFlags are understood by every subcommand.
func globalFlags(f *pflag.FlagSet) {
	f.String("config", "", "configuration file (default ./config.yaml where there is one)")
	f.String("store", "", "folder of the graph (store.path)")
	f.String("log-level", "", "debug, info, warn or error (log.level)")
	f.String("progress", "", "auto or none (progress)")
}

// flagKeys maps flags to the settings they override.
func flagKeys() map[string]string {
	return map[string]string{
		"store": "store.path", "log-level": "log.level", "progress": "progress",
		"workers": "extract.workers", "timeout": "query.timeout", "limit": "query.max_rows",
		"address": "serve.address", "format": "export.format", "profile": "export.profile", "language": "export.language",
		"size": "export.size", "communities": "export.communities", "layout": "export.layout", "times": "export.times",
		"bom": "export.bom", "temp": "export.temp",
		"min-confidence": "extract.min_confidence", "lexicon": "extract.lexicon",
		"model": "extract.model",
	}
}

// loadConfig reads the settings: defaults, then the file, then TRIGRAPH_…
// variables, then flags that were given.
func loadConfig(flags *pflag.FlagSet) (config, error) {
	v := viper.New()
	for key, value := range defaults() {
		v.SetDefault(key, value)
	}
	v.SetEnvPrefix("TRIGRAPH")
	v.SetEnvKeyReplacer(strings.NewReplacer(".", "_"))
	v.AutomaticEnv()
	if err := readConfigFile(v, flags); err != nil {
		return config{}, err
	}
	for name, key := range flagKeys() {
		f := flags.Lookup(name)
		if f != nil && f.Changed && f.Value.Type() != "stringToString" { // how much sets count (train --times) is no setting
			v.Set(key, f.Value.String())
			if s, ok := f.Value.(pflag.SliceValue); ok {
				v.Set(key, s.GetSlice())
			}
		}
	}
	return decode(v)
}

func readConfigFile(v *viper.Viper, flags *pflag.FlagSet) error {
	file, _ := flags.GetString("config")
	explicit := file != ""
	if !explicit {
		file = "config.yaml"
	}
	if _, err := os.Stat(file); err != nil {
		if errors.Is(err, fs.ErrNotExist) && !explicit {
			return nil
		}
		return fmt.Errorf("configuration: %w", err)
	}
	own := viper.New()
	own.SetConfigFile(file)
	own.SetConfigType("yaml")
	if err := own.ReadInConfig(); err != nil {
		var parse viper.ConfigParseError
		if errors.As(err, &parse) {
			err = parse.Unwrap()
		}
		return fmt.Errorf("%s: %w", file, err)
	}
	if err := checkKeys(file, own.AllKeys()); err != nil {
		return err
	}
	return v.MergeConfigMap(own.AllSettings())
}

// checkKeys refuses keys that no setting has and names the nearest one.
func checkKeys(file string, keys []string) error {
	known := defaults()
	slices.Sort(keys)
	for _, k := range keys {
		if group := settingsOf(k); len(group) > 0 {
			return fmt.Errorf("%s: %q needs a setting under it: %s", file, k, strings.Join(group, ", "))
		}
		if _, ok := known[k]; !ok {
			return fmt.Errorf("%s: unknown setting %q%s", file, k, nearest(k, known))
		}
	}
	return nil
}

// settingsOf returns the settings of a group such as "store".
func settingsOf(group string) []string {
	var names []string
	for k := range defaults() {
		if name, ok := strings.CutPrefix(k, group+"."); ok {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

func nearest(key string, known map[string]any) string {
	best, distance := "", 4
	for k := range known {
		if d := levenshtein.ComputeDistance(key, k); d < distance || d == distance && best != "" && k < best {
			best, distance = k, d
		}
	}
	if best == "" {
		return ""
	}
	return fmt.Sprintf("; did you mean %q?", best)
}
