namespace LinlyTalker.Bench.Fuzz;

/// <summary>Bodies that the addresses take, and names that try to leave their folder.</summary>
internal static class RestSeeds
{
    private static readonly Dictionary<string, string> Json = new(StringComparer.Ordinal)
    {
        ["/v1/chat/completions"] = """{"model":"ada","messages":[{"role":"system","content":"be brief"},{"role":"user","content":[{"type":"text","text":"what is this"}]}],"stream":true,"stream_options":{"include_usage":true},"stop":["x"],"max_tokens":20,"n":1,"user":"u","response_format":{"type":"text"},"tools":[],"temperature":1}""",
        ["/v1/audio/speech"] = """{"model":"tts-1","input":"good morning","voice":"word","response_format":"wav","speed":1,"stream_format":"audio","language":"en"}""",
        ["/v1/realtime/client_secrets"] = """{"expires_after":{"anchor":"created_at","seconds":60},"session":{"type":"realtime","instructions":"be brief","audio":{"output":{"voice":"alloy"}}}}""",
        ["/v1/embeddings"] = """{"model":"text-embedding-3-small","input":["a","b"]}""",
        ["/v1/videos"] = """{"input":"good morning","model":"ada","avatar":"hopper","voice":"word","speed":1,"language":"en","size":"512x512","fps":25}""",
        ["/v1/knowledge/search"] = """{"query":"what is this","limit":3}""",
    };

    public static string[] Names { get; } =
    [
        "hopper", "ada", "word", "..", ".", "../../../../etc/passwd", "..%2f..%2f..%2fetc%2fpasswd", "%2e%2e%2f%2e%2e%2fetc%2fpasswd", "..%5c..%5cwindows",
        "%00", "a%00.png", "%ff%fe", "%ed%a0%80", "con", "-rf", "~", "~root", "/etc/passwd", "//x", "%2fetc%2fpasswd", "file:%2f%2f%2fetc", "%0d%0aX:%20y",
        "$(id)", "%25252e", "*", "?", "%e6%bc%a2", "....//....//", new('a', 3000), "0", "-1", "9223372036854775808", "%3cscript%3e", "%20", "null",
    ];

    public static string Of(string path) => Json.GetValueOrDefault(path, """{"name":"a","text":"what is this","id":"hopper","limit":3,"items":[{"a":1}]}""");
}
