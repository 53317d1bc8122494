using LinlyTalker.Core.Conversations;
using LinlyTalker.Core.Organs;
using LinlyTalker.Face.Motion;
using LinlyTalker.Language.Sentences;

namespace LinlyTalker.Cli.Composition;

/// <summary>The organs of a reply, whoever thinks it.</summary>
internal static class ReplyOrgans
{
    public static ConversationOrgans Of(IBrain brain, IVoice voice) => new()
    {
        Brains = [brain],
        Cutter = new SentenceCutter(),
        Voice = voice,
        Animator = new PhonemeAnimator(),
    };
}
