using LinlyTalker.Brain.Responding;
using LinlyTalker.Brain.Yaml;
using LinlyTalker.Core.Errors;
using YamlDotNet.RepresentationModel;

namespace LinlyTalker.Brain.Evaluation;

/// <summary>Reads <c>evaluation.yaml</c>, the questions that lie beside a knowledge base to measure it by.</summary>
public static class EvaluationFile
{
    public const string Name = "evaluation.yaml";

    private static readonly string[] Fields = ["ask", "kind", "expect", "source", "after", "split"];
    private static readonly string[] Kinds = ["plain", "paraphrase", "follow-up", "vague", "unknown", "misheard"];

    /// <exception cref="InputException">The file is missing or wrong; the message names the line.</exception>
    public static IReadOnlyList<EvaluationQuestion> Read(string folder)
    {
        var path = Path.Combine(folder, Name);
        if (!File.Exists(path))
        {
            throw new InputException($"{folder} has no {Name}; write one with lines like \"- {{ kind: plain, ask: …, source: file.md#Heading }}\".");
        }

        return YamlFile.Read(path) is YamlSequenceNode list
            ? [.. list.Select(node => Question(new YamlFields(path, node, Fields)))]
            : throw new InputException($"{path} line 1: should be a list of questions.");
    }

    private static EvaluationQuestion Question(YamlFields fields)
    {
        var kind = fields.Text("kind");
        var split = fields.Text("split", "development");
        var sources = fields.Texts("source");
        var expect = fields.Text("expect", "answer") switch
        {
            "answer" => ReplyKind.Answer,
            "clarify" => ReplyKind.AskBack,
            "unknown" => ReplyKind.Unknown,
            _ => throw fields.Fault("expect", "\"expect\" is answer, clarify or unknown"),
        };
        return !Kinds.Contains(kind) ? throw fields.Fault("kind", $"\"kind\" is one of {string.Join(", ", Kinds)}")
            : split is not ("development" or "held-out") ? throw fields.Fault("split", "\"split\" is development or held-out")
            : fields.Text("ask").Length == 0 ? throw fields.Fault("ask", "\"ask\" is missing")
            : sources.Count == 0 && expect != ReplyKind.Unknown ? throw fields.Fault("source", "\"source\" is missing")
            : new EvaluationQuestion
            {
                Ask = fields.Text("ask"), Kind = kind, Expect = expect, Sources = sources, After = fields.Texts("after"),
                IsHeldOut = split == "held-out", Line = (int)fields.Line,
            };
    }
}
