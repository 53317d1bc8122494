using System.Globalization;
using LinlyTalker.Brain.Responding;

namespace LinlyTalker.Brain.Evaluation;

/// <summary>The figures of one part of the questions.</summary>
public sealed class EvaluationReport(IReadOnlyList<EvaluationResult> results)
{
    public IReadOnlyList<EvaluationResult> Results { get; } = results;

    /// <summary>Questions that the base can answer or should ask back about.</summary>
    public int Known => Results.Count(r => r.Question.Expect != ReplyKind.Unknown);

    public int Right => Results.Count(r => r.Question.Expect != ReplyKind.Unknown && r.IsRight);

    /// <summary>Questions that the base does not know.</summary>
    public int Unknown => Results.Count(r => r.Question.Expect == ReplyKind.Unknown);

    /// <summary>Answered although the base does not know.</summary>
    public int Invented => Results.Count(r => r.IsInvented);

    public double RightShare => Known == 0 ? 1 : (double)Right / Known;

    public double InventedShare => Unknown == 0 ? 0 : (double)Invented / Unknown;

    /// <summary>Right, wrong and share by kind, one line each.</summary>
    public IEnumerable<string> Lines() => Results
        .GroupBy(r => r.Question.Kind)
        .OrderBy(g => g.Key, StringComparer.Ordinal)
        .Select(g => string.Create(CultureInfo.InvariantCulture, $"{g.Key,-12}{g.Count(r => r.IsRight),5} of {g.Count(),3}"))
        .Append(string.Create(CultureInfo.InvariantCulture, $"right source {Right,4} of {Known,3}  {RightShare:P1}"))
        .Append(string.Create(CultureInfo.InvariantCulture, $"invented     {Invented,4} of {Unknown,3}  {InventedShare:P1}"));
}
