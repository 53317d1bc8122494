using System.CommandLine;
using LinlyTalker.Cli.Console;

namespace LinlyTalker.Cli.Verbs;

/// <summary><c>linly knowledge</c>: what the digital human knows.</summary>
internal static class KnowledgeVerb
{
    public static Command Create()
    {
        var command = new Command("knowledge", "Index, ask, search, check and measure a knowledge base.")
        {
            KnowledgeIndexVerb.Create(),
            KnowledgeAskVerb.Create(),
            KnowledgeSearchVerb.Create(),
            KnowledgeCheckVerb.Create(),
            KnowledgeEvalVerb.Create(),
        };
        return command.WithExamples(
            "linly knowledge ask linlytalker/en \"What is LinlyTalker?\"",
            "linly knowledge check ./my-documents",
            "linly knowledge eval all");
    }

    public static Argument<string> Place() => new("DIR")
    {
        Description = "A folder of Markdown and CSV files, or the name of a base that ships: linlytalker/en, linlytalker/zh, shop/en, shop/zh.",
    };
}
