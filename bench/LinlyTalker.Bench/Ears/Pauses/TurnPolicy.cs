using LinlyTalker.Core.Turns;
using LinlyTalker.Ears.Turns;

namespace LinlyTalker.Bench.Ears.Pauses;

/// <summary>How much silence is waited for, by what is known in a pause.</summary>
/// <param name="Judge">Null: always the fixed pause.</param>
internal sealed record TurnPolicy(string Name, EndOfTurn? Judge, TurnOptions Options)
{
    private const double Window = 0.032; // of the voice activity model, in seconds
    private const double Shortest = 7 * Window; // what the turn taker calls a pause

    public static TurnPolicy Of(string name, float complete, float doubtful, double question, double complete2, double doubt) => new(
        name,
        new EndOfTurn(complete, doubtful),
        new TurnOptions
        {
            QuestionSilence = TimeSpan.FromSeconds(question),
            CompleteSilence = TimeSpan.FromSeconds(complete2),
            DoubtfulSilence = TimeSpan.FromSeconds(doubt),
        });

    /// <summary>Seconds from the last speech until the turn would be ended.</summary>
    public double Wait(JudgedPause pause)
    {
        var silence = Judge?.Judge(pause.Probability, pause.Text)?.Verdict switch
        {
            null => Options.MinimumSilence,
            TurnVerdict.WholeQuestion => Options.QuestionSilence,
            TurnVerdict.Complete => Options.CompleteSilence,
            TurnVerdict.Contradicted => Options.MinimumSilence,
            TurnVerdict.Doubtful => Options.DoubtfulSilence,
            _ => Options.IncompleteSilence,
        };
        return Math.Max(Shortest, Math.Ceiling((silence.TotalSeconds / Window) - 1e-9) * Window);
    }

    public bool CutsIn(JudgedPause pause) => Wait(pause) <= pause.Silence + 1e-6;
}
