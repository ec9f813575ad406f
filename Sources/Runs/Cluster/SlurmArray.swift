import Quoting

/// The scripts of a Slurm job array with one task per run, and of the job that follows it.
package struct SlurmArray: Equatable, Sendable {
    /// The resources that a job requests from the cluster.
    package struct Demands: Equatable, Sendable {
        /// The time limit in Slurm's format: minutes, or `days-hours:minutes:seconds` and shorter forms.
        package var time: String
        package var megabytes: Int
        package var cpus: Int
        package var partition: String?
        /// Graphics processors.
        package var gpus: Int

        package init(time: String, megabytes: Int, cpus: Int, partition: String?, gpus: Int = 0) {
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
    /// The quoted command that executes the run whose key is in `$key`.
    let command: String

    /// Slurm's own limit of a task's number (`MaxArraySize`) where a cluster has not changed it; longer manifests are several arrays.
    static let mostTasks = 1000
    /// Seconds before the time limit at which a task is signalled to write a checkpoint.
    private static let notice = 60
    /// The job that closes the array only writes tables and figures.
    private static let closingMinutes = 30, closingMegabytes = 512

    /// `command` executes the run whose key is in the shell variable `$key`.
    package init(name: String, folder: String, workingFolder: String, demands: Demands, command: String) {
        self.name = name
        self.folder = folder
        self.workingFolder = workingFolder
        self.demands = demands
        self.command = command
    }

    /// The arguments of sbatch for each array: its task numbers with the limit of simultaneous tasks, and the manifest line before the first task.
    package static func parts(count: Int, limit: Int?) -> [(tasks: String, offset: Int)] {
        stride(from: 0, to: count, by: mostTasks).map { offset in
            ("1-\(min(mostTasks, count - offset))" + (limit.map { "%\($0)" } ?? ""), offset)
        }
    }

    /// The batch script of a task: it executes the run on one line of the manifest. After the signal that precedes the time limit it requeues
    /// itself and later resumes from its checkpoint.
    package var script: String {
        """
        #!/bin/bash
        \(header(name: "dip-\(name)", log: "%A-%a.txt", demands))
        #SBATCH --requeue
        #SBATCH --signal=B:USR2@\(Self.notice)

        line=$((SLURM_ARRAY_TASK_ID + ${1:-0}))
        key=$(sed -n "${line}p" \(ShellText.word(folder + "/manifest.txt")))
        [ -n "$key" ] || { echo "the manifest has no line $line"; exit 2; }
        echo "task $line: run $key on $(hostname), attempt $((${SLURM_RESTART_COUNT:-0} + 1))"

        # Only this shell gets the signal before the time limit; signals that end a job reach all of its processes.
        stop= run=
        trap 'stop=USR2; kill -USR2 $run 2>/dev/null' USR2
        trap ': "${stop:=TERM}"' TERM
        \(command) &
        run=$!
        # A signal ends the first wait, not the run.
        while kill -0 "$run" 2>/dev/null; do wait "$run"; done
        wait "$run"
        status=$?
        # 0: complete, 1: failed; any other status after the signal is a run to be resumed.
        if [ "$stop" = USR2 ] && [ "$status" -gt 1 ]; then
          echo "the time limit is near: requeued"
          scontrol requeue "$SLURM_JOB_ID"
        fi
        exit "$status"

        """
    }

    /// The batch script of the job that runs `commands` after the array.
    package func followUp(_ commands: [String]) -> String {
        let closing = Demands(
            time: "\(Self.closingMinutes)", megabytes: Self.closingMegabytes, cpus: 1, partition: demands.partition)
        return """
            #!/bin/bash
            \(header(name: "dip-\(name)-figures", log: "figures.txt", closing))

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
