using System.Text;
using LinlyTalker.Server.Realtime.Audio;
using LinlyTalker.Server.Realtime.Items;
using LinlyTalker.Server.Realtime.Protocol;
using LinlyTalker.Server.Realtime.Settings;

namespace LinlyTalker.Server.Realtime.Speaking;

/// <summary>One reply of the conversation as a client knows it.</summary>
internal sealed class Response(int turn, bool speaks, SoundFormat format, string voice, TimeProvider time)
{
    private readonly StringBuilder text = new();

    public string Id { get; } = Ids.New("resp");

    public int Turn => turn;

    public Item Item { get; } = new(Ids.New("item"), ItemRole.Assistant, speaks) { Turn = turn, IsComplete = false };

    public bool Speaks => speaks;

    public WireVoice Voice { get; } = new(format);

    public PlayedClock Clock { get; } = new(format.SampleRate(), time);

    public IReadOnlyDictionary<string, string>? Metadata { get; init; }

    public string Status { get; set; } = "in_progress";

    public bool IsActive => Status == "in_progress";

    public StatusDetails? Details { get; set; }

    public Usage? Usage { get; set; }

    /// <summary>How far it was heard, as the conversation was told last; in samples of the voice.</summary>
    public long Reported { get; set; }

    public string Text => text.ToString();

    public void Append(string more)
    {
        text.Append(more);
        Item.Text = Text;
    }

    public long Milliseconds(long wireSamples) => wireSamples * 1000 / Voice.SampleRate;

    public ResponseBody Describe(Dialect dialect, string conversation)
    {
        var body = new ResponseBody(Id, Status, IsActive ? [] : [Item.Describe(dialect)])
        {
            StatusDetails = Details,
            ConversationId = conversation,
            Metadata = Metadata,
            Usage = Usage,
        };
        var modalities = SessionShape.Modalities(speaks, dialect);
        return dialect is Dialect.General
            ? body with { OutputModalities = modalities, Audio = new(new(SessionShape.Describe(format), voice)) }
            : body with { Modalities = modalities, Voice = voice, OutputAudioFormat = format.BetaName() };
    }
}
