using LinlyTalker.Language.Chinese;
using LinlyTalker.Voice.Engines;
using LinlyTalker.Voice.Syllables;

namespace LinlyTalker.SystemTests.Voice;

/// <summary>The Mandarin voice of this machine's store; the test is skipped where it is missing.</summary>
internal static class Mandarin
{
    public static SyllableEngine Engine(ISpeechEngine? foreign = null)
    {
        var bank = Bank();
        var lexicon = ChineseLexicon.Open(TestModels.Open("pinyin-dictionary").Location);
        return new SyllableEngine(() => bank, () => lexicon, foreign);
    }

    public static SyllableBank Bank() => new(TestModels.Open("gcin-syllables").Location);
}
