using LinlyTalker.Core.Serving;
using LinlyTalker.Server.Avatars;
using LinlyTalker.Server.Documents;
using LinlyTalker.Server.Erasing;
using LinlyTalker.Server.Health;
using LinlyTalker.Server.Knowledge;
using LinlyTalker.Server.OpenAi.Chat;
using LinlyTalker.Server.OpenAi.Embeddings;
using LinlyTalker.Server.OpenAi.Models;
using LinlyTalker.Server.OpenAi.Speech;
using LinlyTalker.Server.OpenAi.Transcription;
using LinlyTalker.Server.Parts;
using LinlyTalker.Server.Realtime;
using LinlyTalker.Server.Security;
using LinlyTalker.Server.Videos;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace LinlyTalker.Server.Hosting;

/// <summary>Every address of the server, room by room.</summary>
internal static class Routes
{
    public static void Map(IEndpointRouteBuilder routes, ServerOptions options, ServerParts parts, ServerMeter meter, MetricsPage metrics, ClientTokens tokens)
    {
        ClientSecretsEndpoints.Map(routes, tokens, (preset, cancellation) => Presets.CheckAsync(preset, parts.Engines, cancellation));
        HealthEndpoints.Map(routes, parts, metrics);
        ModelsEndpoints.Map(routes, parts);
        ChatEndpoints.Map(routes, options.Limits, parts, meter);
        SpeechEndpoints.Map(routes, parts, meter);
        TranscriptionEndpoints.Map(routes, options.Limits, parts, meter);
        RealtimeEndpoints.Map(routes, options.Realtime, parts, meter);
        var films = routes.ServiceProvider.GetService<VideoDesk>();
        AvatarEndpoints.Map(routes, options.Limits, parts, films is null ? null : films.LeaveAvatarAsync);
        VideoEndpoints.Map(routes, options.Videos, parts);
        KnowledgeEndpoints.Map(routes, options.Limits, parts);
        EmbeddingsEndpoints.Map(routes);
        ErasureEndpoints.Map(routes, [.. parts.Erasables, .. films is null ? Array.Empty<IErasable>() : [films], tokens]);
        OpenApiDocuments.Map(routes);
        if (films is not null)
        {
            VideoStates.Count(films, meter);
        }
    }
}
