using System.Text.Json;
using System.Text.Json.Serialization;

namespace LinlyTalker.Server.OpenAi;

/// <summary>A part of a message.</summary>
/// <param name="Type"><c>text</c>; others are refused where they are used.</param>
internal sealed record ContentPart(string? Type, string? Text);

/// <summary>What OpenAI writes as a string or as an array of parts.</summary>
[JsonConverter(typeof(Converter))]
internal sealed record TextOrParts(IReadOnlyList<ContentPart> Parts)
{
    internal sealed class Converter : JsonConverter<TextOrParts>
    {
        public override TextOrParts Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.String:
                    return new([new ContentPart("text", reader.GetString())]);
                case JsonTokenType.StartArray:
                    var parts = new List<ContentPart>();
                    while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                    {
                        parts.Add(ReadPart(ref reader));
                    }

                    return new(parts);
                default:
                    throw new JsonException();
            }
        }

        public override void Write(Utf8JsonWriter writer, TextOrParts value, JsonSerializerOptions options) =>
            writer.WriteStringValue(string.Concat(value.Parts.Select(p => p.Text)));

        private static ContentPart ReadPart(ref Utf8JsonReader reader)
        {
            if (reader.TokenType != JsonTokenType.StartObject)
            {
                throw new JsonException();
            }

            string? type = null, text = null;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var name = reader.GetString();
                reader.Read();
                if (name is "type" or "text" && reader.TokenType is not (JsonTokenType.String or JsonTokenType.Null))
                {
                    throw new JsonException();
                }

                switch (name)
                {
                    case "type":
                        type = reader.GetString();
                        break;
                    case "text":
                        text = reader.GetString();
                        break;
                    default:
                        reader.Skip();
                        break;
                }
            }

            return new(type, text);
        }
    }
}
