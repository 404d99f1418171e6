using System.Globalization;
using CallQuality.Storage.Audit;
using Microsoft.EntityFrameworkCore;

namespace CallQuality.Storage.House;

/// <summary>Reads and changes the house's settings.</summary>
/// <remarks>Thread-safe.</remarks>
public sealed class HouseRules(CallDatabase database)
{
    /// <summary>The settings as they are.</summary>
    public HouseSettings Read() => database.Read(Of);

    /// <summary>Changes the settings; each that differs is in the audit with its old and its new value.</summary>
    /// <param name="actor">Who, as the audit names users.</param>
    /// <param name="wanted">The settings as they shall be.</param>
    public void Change(string actor, HouseSettings wanted)
    {
        ArgumentNullException.ThrowIfNull(wanted);
        database.Run(context =>
        {
            var settings = context.House.FirstOrDefault() ?? context.House.Add(new HouseSettings()).Entity;
            void Note(string name, object? old, object? value)
            {
                if (!Equals(old, value))
                {
                    AuditLog.Add(database, context, actor, "settings." + name, "house", $"{Shown(old)} → {Shown(value)}");
                }
            }

            Note("recordingDays", settings.RecordingDays, wanted.RecordingDays);
            Note("callDays", settings.CallDays, wanted.CallDays);
            Note("embargoDays", settings.EmbargoDays, wanted.EmbargoDays);
            Note("trainingOnly", settings.TrainingOnly, wanted.TrainingOnly);
            Note("namesHidden", settings.NamesHidden, wanted.NamesHidden);
            Note("teamNames", settings.TeamNames, wanted.TeamNames);
            settings.RecordingDays = wanted.RecordingDays;
            settings.CallDays = wanted.CallDays;
            settings.EmbargoDays = wanted.EmbargoDays;
            settings.TrainingOnly = wanted.TrainingOnly;
            settings.NamesHidden = wanted.NamesHidden;
            settings.TeamNames = wanted.TeamNames;
            context.SaveChanges();
        });
    }

    /// <summary>The settings, for whoever is inside a unit of work.</summary>
    internal static HouseSettings Of(CallsContext context) => context.House.AsNoTracking().FirstOrDefault() ?? new HouseSettings();

    private static string Shown(object? value) => value switch
    {
        null => "–",
        bool isOn => isOn ? "1" : "0",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
