using LinlyTalker.Core.Conversations;

namespace LinlyTalker.Server.Health;

/// <summary>The stages of a turn as metrics and events name them.</summary>
internal static class StageNames
{
    public static string Of(Stage stage) => stage switch
    {
        Stage.Heard => "heard",
        Stage.FirstPiece => "first_piece",
        Stage.FirstSentence => "first_sentence",
        Stage.FirstSound => "first_sound",
        Stage.FirstMotion => "first_motion",
        _ => "ended",
    };
}
