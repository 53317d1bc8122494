namespace LinlyTalker.Core.Turns;

/// <summary>When speech counts as begun, as paused and as ended. Probabilities are a voice activity model's, 0 to 1.</summary>
public sealed record TurnOptions
{
    /// <summary>At or above it a frame is speech.</summary>
    public float StartThreshold { get; init; } = 0.5f;

    /// <summary>Speech that has begun goes on down to here, so that soft endings are kept.</summary>
    public float EndThreshold { get; init; } = 0.35f;

    /// <summary>So much speech begins a turn; less is a click.</summary>
    public TimeSpan StartDuration { get; init; } = TimeSpan.FromMilliseconds(96);

    /// <summary>Sound kept from before the first frame of speech: soft first consonants score low.</summary>
    public TimeSpan PreRoll { get; init; } = TimeSpan.FromMilliseconds(300);

    /// <summary>So much silence makes a pause; it is also the sound kept after the last frame of speech.</summary>
    public TimeSpan HangOver { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>So much silence ends a turn when nothing is known about what was said, or its sound and its words disagree.</summary>
    public TimeSpan MinimumSilence { get; init; } = TimeSpan.FromMilliseconds(700);

    /// <summary>Enough when the sentence is surely finished.</summary>
    public TimeSpan ShortestSilence { get; init; } = TimeSpan.FromMilliseconds(300);

    /// <summary>Needed when the sentence is surely not finished.</summary>
    public TimeSpan LongestSilence { get; init; } = TimeSpan.FromMilliseconds(1600);

    /// <summary>
    /// Enough when the turn was judged complete; what counts as a pause is always needed. Of the pauses of at least 0.2 s that
    /// speakers make on their way, a model that hears the end of turns takes four in five for ends, so they are told apart by
    /// how long they last: hardly any reaches this (see <c>docs/hearing.md</c>).
    /// </summary>
    public TimeSpan CompleteSilence { get; init; } = TimeSpan.FromMilliseconds(380);

    /// <summary>Enough when the words are a whole question besides.</summary>
    public TimeSpan QuestionSilence { get; init; } = TimeSpan.FromMilliseconds(280);

    /// <summary>Needed when it is doubtful whether the turn is complete.</summary>
    public TimeSpan DoubtfulSilence { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Needed when the turn was judged incomplete: then who spoke has given up, or waits.</summary>
    public TimeSpan IncompleteSilence { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>A longer turn is cut here, and what follows is another turn.</summary>
    public TimeSpan MaximumTurn { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The same with one silence that ends turns, whatever is known of what was said.</summary>
    public TurnOptions EndingAfter(TimeSpan silence) => this with
    {
        HangOver = silence < HangOver ? silence : HangOver,
        MinimumSilence = silence,
        ShortestSilence = silence,
        LongestSilence = silence,
        CompleteSilence = silence,
        QuestionSilence = silence,
        DoubtfulSilence = silence,
        IncompleteSilence = silence,
    };

    /// <summary>Words that nobody ends a sentence with; lower case.</summary>
    public IReadOnlySet<string> UnfinishedWords { get; init; } = new HashSet<string>
    {
        "a", "an", "the", "and", "or", "but", "because", "if", "of", "my", "your", "um", "uh",
        "和", "或者", "但是", "因为", "如果", "那个", "嗯",
    };
}
