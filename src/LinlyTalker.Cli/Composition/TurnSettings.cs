using LinlyTalker.Core.Errors;
using LinlyTalker.Core.Turns;

namespace LinlyTalker.Cli.Composition;

/// <summary>
/// How long somebody who speaks is waited for, by what is known of the turn, in seconds of silence; null: as
/// <see cref="TurnOptions"/> has it.
/// </summary>
internal sealed record TurnSettings
{
    private const double Shortest = 0.2;
    private const double Longest = 10;

    /// <summary>A whole question that sounds complete.</summary>
    public double? Question { get; set; }

    /// <summary>Anything else that sounds complete.</summary>
    public double? Complete { get; set; }

    /// <summary>Nothing is known of it, or its sound and its words disagree.</summary>
    public double? Unknown { get; set; }

    public double? Doubtful { get; set; }

    public double? Incomplete { get; set; }

    public TurnOptions Over(TurnOptions options) => options with
    {
        QuestionSilence = Time(Question) ?? options.QuestionSilence,
        CompleteSilence = Time(Complete) ?? options.CompleteSilence,
        MinimumSilence = Time(Unknown) ?? options.MinimumSilence,
        DoubtfulSilence = Time(Doubtful) ?? options.DoubtfulSilence,
        IncompleteSilence = Time(Incomplete) ?? options.IncompleteSilence,
    };

    /// <exception cref="InputException">A silence is too short to be a pause, or endless.</exception>
    public void Check()
    {
        foreach (var (name, silence) in (ReadOnlySpan<(string, double?)>)
            [("question", Question), ("complete", Complete), ("unknown", Unknown), ("doubtful", Doubtful), ("incomplete", Incomplete)])
        {
            if (silence is not (null or (>= Shortest and <= Longest)))
            {
                throw new InputException($"turns.{name} is {silence} s; {Shortest} to {Longest} s of silence can end a turn.");
            }
        }
    }

    private static TimeSpan? Time(double? seconds) => seconds is { } known ? TimeSpan.FromSeconds(known) : null;
}
