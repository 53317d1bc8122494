using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using LinlyTalker.Cli.Console;
using LinlyTalker.Core.Conversations;
using LinlyTalker.Core.Flow;

namespace LinlyTalker.Cli.Answering;

/// <summary>Tells what was heard, answered and filmed, and how long each stage took.</summary>
internal static class AnswerReport
{
    public static void Print(AskedQuestion question, FilmedAnswer answer)
    {
        Terminal.Result(question.WasHeard
            ? $"Heard    {question.Text}  (confidence {Number(question.Confidence, "0.00")})"
            : $"Asked    {question.Text}");
        Terminal.Result($"Answer   {answer.Text}");
        foreach (var source in answer.Sources)
        {
            Terminal.Result($"Source   {source.File}: {source.Heading}");
        }

        foreach (var failure in answer.Without)
        {
            Terminal.Note($"Without  {failure}");
        }

        if (answer.Unsaid.Length > 0)
        {
            Terminal.Note($"Unsaid   {answer.Unsaid}");
        }

        Terminal.Result("");
        Terminal.Result("Stage                        seconds   of real time");
        if (question.WasHeard)
        {
            Row("question heard", question.Took, question.Length);
        }

        Row("  first words of the answer", answer.Stages, Stage.FirstPiece);
        Row("  first sound", answer.Stages, Stage.FirstSound);
        Row("  first motion", answer.Stages, Stage.FirstMotion);
        Row("  first picture", answer.FirstFrame, TimeSpan.Zero);
        Row("answered and filmed", answer.Wall, answer.VideoLength);
        Row("together", question.Took + answer.Wall, TimeSpan.Zero);
        Terminal.Result("");
        Terminal.Result($"Video    {answer.Video}  ({Number(answer.VideoLength.TotalSeconds, "0.0")} s, marked as AI-generated)");
    }

    public static void PrintJson(AskedQuestion question, FilmedAnswer answer) =>
        Terminal.Result(JsonSerializer.Serialize(
            new AnswerJson(
                question.Text,
                question.WasHeard ? question.Confidence : null,
                answer.Text,
                answer.Unsaid,
                answer.Sources,
                answer.Video,
                answer.VideoLength.TotalSeconds,
                question.Took.TotalSeconds,
                answer.Stages.ToDictionary(s => s.Key.ToString(), s => s.Value.TotalSeconds),
                answer.FirstFrame.TotalSeconds,
                answer.Wall.TotalSeconds,
                answer.Without),
            AnswerJsonContext.Default.AnswerJson));

    private static void Row(string name, IReadOnlyDictionary<Stage, TimeSpan> stages, Stage stage)
    {
        if (stages.TryGetValue(stage, out var after))
        {
            Row(name, after, TimeSpan.Zero);
        }
    }

    private static void Row(string name, TimeSpan took, TimeSpan length) =>
        Terminal.Result($"{name,-28} {Number(took.TotalSeconds, "0.00"),7}"
            + (length > TimeSpan.Zero ? $"   {Number(took / length, "0.00")} x ({Number(length.TotalSeconds, "0.0")} s)" : ""));

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}

/// <summary>The answer for machines; times in seconds, stages since the question was asked.</summary>
internal sealed record AnswerJson(
    string Question,
    float? Confidence,
    string Answer,
    string Unsaid,
    IReadOnlyList<Source> Sources,
    string Video,
    double VideoSeconds,
    double HearingSeconds,
    IReadOnlyDictionary<string, double> Stages,
    double FirstFrame,
    double WallSeconds,
    IReadOnlyList<string> Failures);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(AnswerJson))]
internal sealed partial class AnswerJsonContext : JsonSerializerContext;
