using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LinlyTalker.Tests.Server.Realtime.Hostility;

/// <summary>Events with every field wrong in turn.</summary>
public class FieldTests
{
    private const int Patience = 30_000;

    private static readonly string[] Valid =
    [
        """{"type":"session.update","session":{"type":"realtime","instructions":"be brief","output_modalities":["audio"],"audio":{"input":{"format":{"type":"audio/pcm","rate":24000},"transcription":{"model":"scripted","language":"en"},"turn_detection":{"type":"server_vad","threshold":0.5,"prefix_padding_ms":300,"silence_duration_ms":500,"create_response":true,"interrupt_response":true,"idle_timeout_ms":5000}},"output":{"format":{"type":"audio/pcm"},"voice":"alloy","speed":1}},"avatar":{"mode":"motion","id":"","size":512,"fps":25,"binary":false,"resumes":true}}}""",
        """{"type":"session.update","session":{"modalities":["text","audio"],"voice":"alloy","speed":1,"input_audio_format":"pcm16","output_audio_format":"pcm16","input_audio_transcription":{"model":"whisper-1"},"turn_detection":{"type":"semantic_vad","eagerness":"low"}}}""",
        """{"type":"input_audio_buffer.append","audio":"AAAA"}""",
        """{"type":"conversation.item.create","previous_item_id":"root","item":{"id":"a","type":"message","role":"user","content":[{"type":"input_text","text":"hello"}]}}""",
        """{"type":"conversation.item.create","item":{"type":"message","role":"user","content":[{"type":"input_audio","audio":"AAAA"}]}}""",
        """{"type":"conversation.item.retrieve","item_id":"a"}""",
        """{"type":"conversation.item.truncate","item_id":"a","content_index":0,"audio_end_ms":10}""",
        """{"type":"conversation.item.delete","item_id":"a"}""",
        """{"type":"response.create","response":{"instructions":"say hello","output_modalities":["text"],"metadata":{"a":"b"},"conversation":"auto"}}""",
        """{"type":"response.cancel","response_id":"r"}""",
        """{"type":"avatar.played","item_id":"a","audio_end_ms":10}""",
    ];

    private static readonly string[] Wrong =
        ["null", "true", "-1", "1e308", "1e999", "0.5", "\"\"", "\"x\\u0000\"", "[]", "{}", "[[[[]]]]", "[null]", "\"\\ud83d\"", "99999999999999999999"];

    public static TheoryData<int> Events => [.. Enumerable.Range(0, Valid.Length)];

    [Theory(Timeout = Patience)]
    [MemberData(nameof(Events))]
    public async Task Every_field_of_every_wrong_type_is_an_error_or_taken_and_the_session_goes_on(int number)
    {
        await using var house = await House.OpenAsync();
        await using var client = await WireClient.ConnectAsync(house.Address);
        foreach (var message in Variants(Valid[number]))
        {
            await client.SendAsync(message);
        }

        await client.SendAsync("""{"type":"the last","event_id":"last"}""");
        await client.WaitAsync("error", e => (string?)e["error"]!["event_id"] == "last");
        Assert.DoesNotContain(client.Events, e => WireClient.TypeOf(e) == "error" && (string)e["error"]!["code"]! == "internal");
        Assert.All(client.Events.Where(e => WireClient.TypeOf(e) == "error"), e => Assert.NotEmpty((string)e["error"]!["message"]!));
        await house.TalkAsync();
    }

    [Theory(Timeout = Patience)]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("1")]
    [InlineData("\"type\"")]
    [InlineData("{")]
    [InlineData("{\"type\":1}")]
    [InlineData("{\"type\":null}")]
    [InlineData("{\"type\":\"no.such.event\"}")]
    [InlineData("{\"type\":\"session.created\"}")] // the server's
    [InlineData("{\"event_id\":\"x\"}")]
    [InlineData("{\"type\":\"response.cancel\"} {}")]
    [InlineData("\uFEFF{\"type\":\"response.create\"}")]
    public async Task What_is_no_event_is_an_error_and_the_session_goes_on(string message)
    {
        await using var house = await House.OpenAsync();
        await using var client = await WireClient.ConnectAsync(house.Address);
        await client.SendAsync(message);
        Assert.Equal("invalid_request_error", (string)(await client.WaitAsync("error"))["error"]!["type"]!);
        await client.AskAsync("count");
        await client.RespondAsync();
        await client.WaitAsync("response.done");
        await house.TalkAsync();
    }

    [Theory(Timeout = Patience)]
    [InlineData("[", "]")]
    [InlineData("{\"a\":", "}")]
    public async Task JSON_that_is_nested_deep_is_an_error(string open, string close)
    {
        await using var house = await House.OpenAsync();
        await using var client = await WireClient.ConnectAsync(house.Address);
        var deep = new StringBuilder().Insert(0, open, 100_000).Append('1').Insert(0, """{"type":"session.update","session":""");
        await client.SendAsync(deep.Append(new StringBuilder().Insert(0, close, 100_000)).Append('}').ToString());
        Assert.Equal("invalid_json", (string)(await client.WaitAsync("error"))["error"]!["code"]!);
        await house.TalkAsync();
    }

    private static IEnumerable<string> Variants(string valid)
    {
        foreach (var path in Paths(JsonNode.Parse(valid)!, []))
        {
            foreach (var wrong in Wrong)
            {
                yield return Replace(valid, path, wrong);
            }
        }
    }

    private static IEnumerable<object[]> Paths(JsonNode node, object[] path) => node switch
    {
        JsonObject fields => fields.SelectMany(f => Paths(f.Value!, [.. path, f.Key])).Prepend(path),
        JsonArray items => items.SelectMany((item, i) => Paths(item!, [.. path, i])).Prepend(path),
        _ => [path],
    };

    /// <summary>Texts that no JSON node may hold are written in its place.</summary>
    private static string Replace(string valid, object[] path, string by)
    {
        const string Place = "@@@";
        if (path.Length == 0)
        {
            return by;
        }

        var root = JsonNode.Parse(valid)!;
        var parent = path[..^1].Aggregate(root, (at, step) => step is string name ? at[name]! : at[(int)step]!);
        if (path[^1] is string last)
        {
            parent[last] = Place;
        }
        else
        {
            parent[(int)path[^1]] = Place;
        }

        return JsonSerializer.Serialize(root).Replace($"\"{Place}\"", by, StringComparison.Ordinal);
    }
}
