// Command trigraph-beam does what trigraph build does, as an Apache Beam
// pipeline: on this machine, or on a cluster that runs Flink, Spark or Dataflow.
// Files and folders of articles go in; files of N-Quads go out, which trigraph
// load takes in, the same whatever ran it and on how many workers. What could
// not be read goes to errors.jsonl beside them.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/core/metrics"
	_ "github.com/apache/beam/sdks/v2/go/pkg/beam/io/filesystem/s3"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/x/beamx"
)

const usage = `trigraph-beam builds a graph from more articles than one machine takes.

  trigraph-beam --output shards/ ~/news
  trigraph-beam --runner flink --endpoint localhost:8099 --environment_type DOCKER \
    --environment_config apache/beam_go_sdk:2.77.0 --output s3://bucket/shards 's3://bucket/news/*'
  trigraph load shards/

Paths are files, folders and patterns, here or in gs:// and s3://. Runners:
prism (in this process, the default), universal, flink, spark, dataflow.

`

func main() {
	o := options{}
	flag.StringVar(&o.Output, "output", "", "folder for the files, empty or new")
	flag.IntVar(&o.Shards, "shards", 16, "how many files of each kind")
	lexicons := flag.String("lexicon", "", "indexes of own known things (trigraph lexicon build), by commas; workers need them at the same path")
	flag.Float64Var(&o.Least, "min-confidence", 0.4, "leave out mentions and claims less sure than this, 0 to 1")
	flag.Int64Var(&o.MaxArticle, "max-article", 64<<20, "most bytes of an article")
	flag.Int64Var(&o.MaxUnpacked, "max-unpacked", 4<<30, "most bytes that an archive unpacks to")
	made := flag.Int("make", 0, "instead, write so many made articles to the output, to measure with")
	seed := flag.Uint64("seed", 1, "of the made articles")
	flag.Usage = func() {
		fmt.Fprint(flag.CommandLine.Output(), usage)
		flag.PrintDefaults()
	}
	flag.Parse()
	registerAll()
	beam.Init() // a worker stays in here
	o.Inputs = flag.Args()
	if *lexicons != "" {
		o.Lexicon = strings.Split(*lexicons, ",")
	}
	var err error
	if *made > 0 {
		err = makeArticles(o.Output, *seed, *made)
	} else {
		err = run(context.Background(), o)
	}
	if err != nil {
		fmt.Fprintf(os.Stderr, "trigraph-beam: %v\n", err)
		os.Exit(1)
	}
}

// run builds the pipeline and waits for it.
func run(ctx context.Context, o options) error {
	if o.Output == "" || len(o.Inputs) == 0 || o.Shards < 1 {
		return fmt.Errorf("wants --output and the paths of articles; --help says more")
	}
	p, s := beam.NewPipelineWithRoot()
	build(s, o)
	result, err := beamx.RunWithMetrics(ctx, p)
	if err != nil {
		return err
	}
	for _, line := range counted(result) {
		fmt.Println(line)
	}
	return nil
}

// counted are the counters of a run, by name.
func counted(result beam.PipelineResult) []string {
	if result == nil {
		return nil
	}
	var lines []string
	all := result.Metrics().Query(func(metrics.SingleResult) bool { return true })
	for _, c := range all.Counters() {
		if c.Namespace() == "trigraph" {
			lines = append(lines, fmt.Sprintf("%-32s %d", c.Name(), c.Result()))
		}
	}
	slices.Sort(lines)
	return lines
}
