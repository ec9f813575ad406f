import Quoting

/// The scripts of a job array in which each task makes one run, and of the job that follows it.
public struct SlurmArray: Equatable, Sendable {
    /// What a job asks the cluster for.
    public struct Demands: Equatable, Sendable {
        /// As Slurm reads it: minutes, or `days-hours:minutes:seconds` and shorter forms.
        public var time: String
        public var megabytes: Int
        public var cpus: Int
        public var partition: String?
        /// Graphics processors.
        public var gpus: Int

        public init(time: String, megabytes: Int, cpus: Int, partition: String?, gpus: Int = 0) {
            self.time = time
            self.megabytes = megabytes
            self.cpus = cpus
            self.partition = partition
            self.gpus = gpus
        }
    }

    let name: String
    /// The absolute path of the submission's folder, and of the one that commands run in.
    let folder: String
    let workingFolder: String
    let demands: Demands
    /// The quoted command that makes the run whose key is in `$key`.
    let command: String

    /// Slurm's own limit of a task's number (`MaxArraySize`) where a cluster has not changed it; longer manifests are several arrays.
    static let mostTasks = 1000
    /// Seconds before the time limit at which a task is told to write a checkpoint.
    private static let notice = 60

    /// `command` is what makes the run whose key is in `$key`.
    public init(name: String, folder: String, workingFolder: String, demands: Demands, command: String) {
        self.name = name
        self.folder = folder
        self.workingFolder = workingFolder
        self.demands = demands
        self.command = command
    }

    /// The arguments of sbatch for each array: task numbers with the most that run at a time, and the line before the first.
    public static func parts(count: Int, limit: Int?) -> [(tasks: String, offset: Int)] {
        stride(from: 0, to: count, by: mostTasks).map { offset in
            ("1-\(min(mostTasks, count - offset))" + (limit.map { "%\($0)" } ?? ""), offset)
        }
    }

    /// Makes the run of one line of the manifest. After the signal before the time limit the task puts itself into the queue again, where it
    /// goes on from its checkpoint.
    public var script: String {
        """
        #!/bin/bash
        \(header(name: "dip-\(name)", log: "%A-%a.txt", demands))
        #SBATCH --requeue
        #SBATCH --signal=B:USR2@\(Self.notice)

        line=$((SLURM_ARRAY_TASK_ID + ${1:-0}))
        key=$(sed -n "${line}p" \(ShellText.word(folder + "/manifest.txt")))
        [ -n "$key" ] || { echo "the manifest has no line $line"; exit 2; }
        echo "task $line: run $key on $(hostname), attempt $((${SLURM_RESTART_COUNT:-0} + 1))"

        # Only this shell gets the signal before the time limit; those that end a job reach all of its processes.
        stop= run=
        trap 'stop=USR2; kill -USR2 $run 2>/dev/null' USR2
        trap ': "${stop:=TERM}"' TERM
        \(command) &
        run=$!
        # A signal ends the first wait, not the run.
        while kill -0 "$run" 2>/dev/null; do wait "$run"; done
        wait "$run"
        status=$?
        # 0: made, 1: failed; all else after the signal is a run that has to go on.
        if [ "$stop" = USR2 ] && [ "$status" -gt 1 ]; then
          echo "the time limit is near: requeued"
          scontrol requeue "$SLURM_JOB_ID"
        fi
        exit "$status"

        """
    }

    /// Runs commands after the array.
    public func followUp(_ commands: [String]) -> String {
        """
        #!/bin/bash
        \(header(name: "dip-\(name)-figures", log: "figures.txt", Demands(time: "30", megabytes: 512, cpus: 1, partition: demands.partition)))

        status=0
        \(commands.map { "\($0) || status=1" }.joined(separator: "\n"))
        exit $status

        """
    }

    private func header(name: String, log: String, _ demands: Demands) -> String {
        let output = "\(SbatchText.folder(folder))/logs/\(log)"
        let options =
            [
                ("job-name", name), ("chdir", workingFolder), ("output", output), ("open-mode", "append"),
                ("ntasks", "1"),
                ("cpus-per-task", "\(demands.cpus)"), ("mem", "\(demands.megabytes)M"), ("time", demands.time),
            ]
            + (demands.gpus > 0 ? [("gres", "gpu:\(demands.gpus)")] : [])
            + (demands.partition.map { [("partition", $0)] } ?? [])
        return options.map { "#SBATCH --\($0)=\(SbatchText.value($1))" }.joined(separator: "\n")
    }
}
