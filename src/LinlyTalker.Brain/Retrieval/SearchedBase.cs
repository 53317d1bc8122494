using LinlyTalker.Brain.Documents;
using LinlyTalker.Brain.Knowledge;

namespace LinlyTalker.Brain.Retrieval;

/// <summary>A base with what searching keeps of it, read when it is first needed. Shared by all who search it.</summary>
/// <param name="knowledge">Stays the caller's.</param>
public sealed class SearchedBase(KnowledgeBase knowledge)
{
    private const int SoundLimit = 50_000; // questions that are compared by sound
    private const int VocabularyLimit = 50_000;
    internal const int TopicCount = 4;
    internal const int ExampleCount = 2;

    private readonly Lazy<SoundIndex> sounds = new(() => new SoundIndex(knowledge.Sounds(SoundLimit)));
    private readonly Lazy<Vocabulary> vocabulary = new(() => new Vocabulary(knowledge.Words(VocabularyLimit)));
    private readonly Lazy<IReadOnlyList<string>> topics = new(() => knowledge.Titles(TopicCount));
    private readonly Lazy<IReadOnlyList<Passage>> examples = new(() => knowledge.First(ExampleCount));

    public KnowledgeBase Knowledge => knowledge;

    /// <summary>What it is about, in a few headings.</summary>
    public IReadOnlyList<string> Topics => topics.Value;

    /// <summary>What may be asked, for instance.</summary>
    public IReadOnlyList<Passage> Examples => examples.Value;

    internal SoundIndex Sounds => sounds.Value;

    internal Vocabulary Vocabulary => vocabulary.Value;

    internal TermFrequencies Frequencies { get; } = new(knowledge);
}
